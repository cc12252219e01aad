"""Numbers with sign, power, unit and comparator; codes apart from them."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sops.guard.normal import normalise
from sops.guard.numbers import compact, find_codes, find_numbers, read_number


def values(text: str, language: str = "ja") -> list[D]:
    rest = find_codes(normalise(text).text, language)[1]
    return [number.value for number in find_numbers(rest, language)]


@pytest.mark.parametrize(
    ("token", "language", "value", "misread", "foreign"),
    [
        ("37", "ja", D(37), set(), False),
        ("0.1", "ja", D("0.1"), set(), False),
        ("0,1", "vi", D("0.1"), set(), False),
        ("5,000", "ja", D(5000), {D(5)}, False),
        ("5.000", "vi", D(5000), {D(5)}, False),
        ("5,000", "vi", D(5), {D(5000)}, False),
        ("1.250.000,5", "vi", D("1250000.5"), set(), False),
        ("0.5", "vi", D("0.5"), set(), True),
        ("0,5", "en", D("0.5"), set(), True),
    ],
)
def test_a_number_is_read_the_way_of_its_language(
    token: str, language: str, value: D, misread: set[D], foreign: bool
) -> None:
    assert read_number(token, language) == (value, misread, foreign)


@pytest.mark.parametrize("token", ["1.2.3", "1,2,3", "10.5,5.5"])
def test_a_list_is_no_one_number(token: str) -> None:
    assert read_number(token, "ja") is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("5×10³個", "ja", [D(5000)]),
        ("1×10⁻³ M", "ja", [D("0.001")]),
        ("10⁶個", "ja", [D(10**6)]),
        ("10²⁰個", "ja", [D(10**20)]),
        ("2¹⁰倍", "ja", [D(1024)]),
        ("2¹⁵倍", "ja", [D(2), D(15)]),
        ("100万個", "ja", [D(10**6)]),
        ("1,5 triệu tế bào", "vi", [D(1_500_000)]),
        ("2 million cells", "en", [D(2_000_000)]),
        ("tỷ lệ 3 tỷ lệ", "vi", [D(3)]),
        ("1/10に希釈", "ja", [D("0.1")]),
        ("−80℃", "ja", [D(-80)]),
        ("マイナス20℃", "ja", [D(-20)]),
        ("âm 20 °C", "vi", [D(-20)]),
        ("2–8 °C", "vi", [D(2), D(8)]),
        ("4℃-8℃", "ja", [D(4), D(8)]),
        ("保存温度-80℃", "ja", [D(-80)]),
        ("pH7.2", "ja", [D("7.2")]),
        ("1st 2nd", "en", [D(1), D(2)]),
        ("CD73陽性", "ja", []),
        ("6.4.1に従う", "ja", []),
    ],
)
def test_the_numbers_of_a_text_with_sign_power_and_multiplier(text: str, language: str, expected: list[D]) -> None:
    assert values(text, language) == expected


def test_a_number_carries_its_unit_and_its_limit() -> None:
    (number,) = find_numbers("80%以上", "ja")

    assert (number.raw, number.unit, number.strong) == ("80%", "%", {"≥"})


def test_the_ends_of_a_range_share_the_unit_and_know_their_place() -> None:
    low, high = find_numbers("2~8°C", "ja")

    assert [(n.value, n.unit or n.near_unit, n.role) for n in (low, high)] == [
        (D(2), "°C", "lo"),
        (D(8), "°C", "hi"),
    ]


def test_an_hour_of_the_afternoon_and_a_year_of_an_era_stand_for_both() -> None:
    (hour,) = find_numbers("午後2時", "ja")
    (year,) = find_numbers("令和8年度", "ja")

    assert (hour.values, year.values) == ({D(2), D(14)}, {D(8), D(2026)})


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("SOP-QC-003参照", ["SOP-QC-003"]),
        ("CD73陽性、CD34陰性", ["CD73", "CD34"]),
        ("注[*1]", ["[*1]"]),
        ("0.1%(w/v)", ["w/v"]),
        ("6.4.1に従う", ["§6.4.1"]),
        ("MSCを使う", []),
        ("pH7.2", []),
    ],
)
def test_codes_are_what_carries_a_digit(text: str, tokens: list[str]) -> None:
    assert [code.token for code in find_codes(text, "ja")[0]] == tokens


def test_a_code_carries_the_limit_beside_it() -> None:
    assert [(code.token, code.strong) for code in find_codes("P5以下", "ja")[0]] == [("P5", {"≤"})]


@pytest.mark.parametrize(("a", "b"), [("T-75", "t75"), ("SOP-QC-003", "SOP QC 003"), ("PDL20", "PDL 20")])
def test_codes_are_the_same_without_case_and_hyphens(a: str, b: str) -> None:
    assert compact(a) == compact(b)


def test_a_run_of_digits_without_end_is_cut() -> None:
    assert values("1" * 5000) == [D("1" * 40)]
