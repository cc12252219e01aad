"""Facts of the source held against facts of the translation: which row is told, and how grave it is."""

from __future__ import annotations

from typing import Any

import pytest

from sops.guard.facts import read
from sops.guard.matching import match_codes, match_dates, match_negation, match_numbers, match_script


def told(match: Any, source: str, target: str, language: str = "vi") -> list[tuple[str, str, str, str]]:
    return [row[:4] for row in match(read(source, "ja"), read(target, language))]


@pytest.mark.parametrize(
    ("source", "target", "rows"),
    [
        ("10 mL加える。", "Thêm 10 mL.", []),
        ("10 mL加える。", "Thêm 15 mL.", [("number", "10 mL", "15 mL", "error")]),
        ("10 mL加える。", "Thêm vào.", [("number", "10 mL", "", "error")]),
        ("加える。", "Thêm 10 mL.", [("number", "", "10 mL", "error")]),
        ("10 mL加える。", "Thêm 10 L.", [("unit", "10 mL", "10 L", "error")]),
        ("80％以上", "80 %", [("comparator", "80%", "80 %", "error")]),
        ("2〜8℃", "8~2 °C", [("range", "2", "2 °C", "error"), ("range", "8°C", "8", "error")]),
        ("0.5 mL", "0.5 mL", [("separator", "0.5 mL", "0.5 mL", "warning")]),
        ("1.000 mL", "1.000 mL", [("separator", "1.000 mL", "1.000 mL", "error")]),
    ],
)
def test_numbers(source: str, target: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert sorted(told(match_numbers, source, target)) == sorted(rows)


def test_a_sign_is_told_as_a_sign() -> None:
    (row,) = match_numbers(read("−20℃", "ja"), read("20 °C", "vi"))

    assert row[:4] == ("number", "−20°C", "20 °C", "error")


def test_a_figure_said_again_is_only_shown() -> None:
    assert told(match_numbers, "5 mL加える。", "Thêm 5 mL. Ghi 5 mL.") == [("number", "", "5 mL", "warning")]


def test_a_number_of_persons_told_by_naming_them_is_only_shown() -> None:
    assert [row[3] for row in told(match_numbers, "二名で確認する。", "Người làm và người soát xét kiểm tra.")] == [
        "warning"
    ]
    assert [row[3] for row in told(match_numbers, "二名で確認する。", "Ba người kiểm tra.")] == ["error"]


@pytest.mark.parametrize(
    ("source", "target", "rows"),
    [
        ("SOP-QC-003参照", "xem SOP-QC-003", []),
        ("SOP-QC-003参照", "xem SOP-QC-004", [("code", "SOP-QC-003", "SOP-QC-004", "error")]),
        ("SOP-QC-003参照", "xem", [("code", "SOP-QC-003", "", "error")]),
        ("参照", "xem SOP-QC-003", [("code", "", "SOP-QC-003", "error")]),
        ("CO₂", "carbon dioxide", []),
        ("CD73、CD73", "CD73", []),
        ("P5以下", "từ P5 trở lên", [("comparator", "P5", "P5", "error")]),
    ],
)
def test_codes(source: str, target: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert told(match_codes, source, target) == rows


@pytest.mark.parametrize(
    ("source", "target", "rows"),
    [
        ("2026年4月1日", "01/04/2026", []),
        ("2026年4月1日", "04/01/2026", [("date", "2026年4月1日", "04/01/2026", "error")]),
        ("2026年4月1日", "ngày ban hành", [("date", "2026年4月1日", "", "error")]),
        ("制定日", "01/04/2026", [("date", "", "01/04/2026", "error")]),
        ("2026年4月1日", "01/04/2026 và 01/04/2026", []),
    ],
)
def test_dates(source: str, target: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert told(match_dates, source, target) == rows


@pytest.mark.parametrize(
    ("source", "target", "severities"),
    [
        ("凍結しないこと。", "Không đông lạnh.", []),
        ("凍結しないこと。", "Đông lạnh.", ["error"]),
        ("凍結する。", "Không đông lạnh.", ["error"]),
        ("凍結しないこと。", "Tránh đông lạnh.", []),
        ("触れないこと。凍結しないこと。", "Không chạm. Đông lạnh.", ["error"]),
    ],
)
def test_negations(source: str, target: str, severities: list[str]) -> None:
    assert [row[3] for row in told(match_negation, source, target)] == severities


@pytest.mark.parametrize(
    ("source", "target", "severities"),
    [("手順書", "手順書", ["error"]), ("手順書", "Quy trình 手順", ["warning"]), ("手順書", "Quy trình", [])],
)
def test_source_text_is_no_translation(source: str, target: str, severities: list[str]) -> None:
    assert [row[3] for row in told(match_script, source, target)] == severities


def test_two_texts_of_one_language_may_both_be_japanese() -> None:
    assert told(match_script, "手順書", "手順書", "ja") == []
