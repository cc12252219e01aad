"""Units: every spelling leads to one unit and back, conversion is exact, and what is ambiguous is declared."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units import canonical, convert, find, folded, stored, symbol
from core.units.table import UNITS, Unit

LANGUAGES = ("vi", "en", "ja")
ALONE = [(s, unit) for unit in UNITS for s in (*unit.signs, *unit.words, *unit.japanese, *unit.typed)]
IN_TEXT = [(s, unit) for unit in UNITS for s in (*unit.signs, *unit.words, *unit.japanese)]
UNIT = st.sampled_from(UNITS)
RATED = UNIT.filter(lambda unit: unit.key != "rpm")  # which is a quotient itself
VALUE = st.decimals(min_value=-10000, max_value=10000, places=3)


@given(st.sampled_from(ALONE), st.booleans())
def test_a_spelling_is_its_unit_in_every_width(row: tuple[str, Unit], wide: bool) -> None:
    spelling, unit = row
    if wide:
        spelling = spelling.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})

    assert find(spelling) is unit
    assert canonical(f" {spelling} ") == unit.key


@given(st.sampled_from(ALONE), st.sampled_from(LANGUAGES))
def test_a_spelling_is_written_for_the_reader_and_read_back(row: tuple[str, Unit], language: str) -> None:
    spelling, unit = row

    assert find(symbol(canonical(spelling), language)) is unit


@given(RATED, RATED, st.sampled_from(LANGUAGES))
def test_a_quotient_is_written_for_the_reader_and_read_back(above: Unit, below: Unit, language: str) -> None:
    quotient = f"{above.key}/{below.key}"

    assert canonical(symbol(quotient, language)) == quotient


def test_no_spelling_belongs_to_two_units() -> None:
    owners = defaultdict(set)
    for spelling, unit in [*ALONE, *((word, row) for row in UNITS for word in row.say.values())]:
        owners[folded(spelling)].add(unit.key)

    assert {spelling: keys for spelling, keys in owners.items() if len(keys) > 1} == {}


def test_units_that_only_the_case_tells_apart_are_known() -> None:
    small = defaultdict(set)
    for spelling, unit in ALONE:
        small[folded(spelling).casefold()].add(unit.key)
    rivals = {frozenset(keys) for keys in small.values() if len(keys) > 1}

    assert rivals == {
        frozenset(pair) for pair in (("m", "M"), ("mm", "mM"), ("µm", "µM"), ("nm", "nM"), ("mPa", "MPa"))
    }
    assert [find(either) for either in ("MM", "NM", "mpA", "Mg", "MMOL", "Ms", "MV")] == [None] * 7


@pytest.mark.parametrize("spelling", ["ML", "Ml", "MIN", "KG", "khz", "EU", "eu", "cfu", "L", "l"])
def test_case_is_ignored_where_it_tells_nothing_apart(spelling: str) -> None:
    found = find(spelling)

    assert found is not None
    assert found.key.casefold() == spelling.casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phút", "分"), ("℃", "º C"), ("㎖", "cc"), ("㎍", "mcg"), ("µL", "μL"), ("×g", "x g"),
        ("vòng/phút", "rev/min"),
        ("percent", "phần trăm"), ("trường hợp", "例"), ("đơn vị", "単位"), ("cells per cm2", "tế bào / cm²"),
        ("% (w/v)", "%（W/V）"), ("CFU/4時間", "CFU/4 giờ"), ("個/mL", "cells/mL"), ("log₁₀", "log"), ("週間", "tuần"),
        ("micron", "μm"), ("sec", "giây"), ("hr", "時間"),
    ],
)  # fmt: skip
def test_spellings_of_three_languages_meet(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("phút", "min"), ("ml", "mL"), ("× g", "×g"), ("tế bào/cm2", "cells/cm²"), ("CFU/4 giờ", "CFU/4 h"),
        ("μm", "µm"),
        ("vòng/phút", "rpm"), ("% (w/v)", "% (w/v)"), ("×10⁶/ml", "×10⁶/ml"), ("Mg", "Mg"), ("giọt", "giọt"), ("", ""),
    ],
)  # fmt: skip
def test_an_entered_unit_is_stored_so_that_every_reader_can_have_his_own(entered: str, kept: str) -> None:
    assert stored(entered) == stored(kept) == kept


def test_what_is_no_unit_stays_and_meets_only_itself() -> None:
    assert canonical("Foo Bar") == "foobar"
    assert canonical("") == ""
    assert canonical("Mg") != canonical("mg")
    assert symbol("% (w/v)", "vi") == "% (w/v)"
    assert symbol("×10⁶/mL", "ja") == "×10⁶/mL"


@pytest.mark.parametrize(
    ("unit", "vi", "ja", "en"),
    [
        ("min", "phút", "分", "min"), ("d", "ngày", "日", "days"), ("°C/min", "°C/phút", "°C/分", "°C/min"),
        ("cells/cm²", "tế bào/cm²", "cells/cm²", "cells/cm²"), ("CFU/plate", "CFU/đĩa", "CFU/プレート", "CFU/plate"),
        ("CFU/4 h", "CFU/4 giờ", "CFU/4時間", "CFU/4 h"), ("m/s", "m/s", "m/s", "m/s"),
        ("CFU/d", "CFU/ngày", "CFU/日", "CFU/d"),
        ("rpm", "vòng/phút", "rpm", "rpm"), ("times", "lần", "回", "times"), ("mL", "mL", "mL", "mL"),
    ],
)  # fmt: skip
def test_a_unit_is_written_the_way_of_each_language(unit: str, vi: str, ja: str, en: str) -> None:
    assert (symbol(unit, "vi"), symbol(unit, "ja"), symbol(unit, "en")) == (vi, ja, en)


@given(VALUE, UNIT, st.data())
def test_conversion_there_and_back_is_exact(value: Decimal, unit: Unit, data: st.DataObject) -> None:
    if unit.counts:
        return
    other = data.draw(st.sampled_from([u for u in UNITS if u.dimension == unit.dimension]))
    there = (Fraction(value) + unit.offset) * unit.factor / other.factor - other.offset

    assert convert(value, unit.key, other.key) == there
    assert (there + other.offset) * other.factor / unit.factor - unit.offset == Fraction(value)


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        ("37", "°C", "K", "310.15"), ("-40", "°F", "°C", "-40"), ("98.6", "°F", "°C", "37"),
        ("0", "K", "°C", "-273.15"),
        ("1", "dL", "mL", "100"), ("1", "m³", "L", "1000"), ("1", "cm³", "mL", "1"), ("1", "mm³", "µL", "1"),
        ("1", "m²", "cm²", "10000"), ("1", "week", "h", "168"), ("2", "year", "month", "24"),
        ("1", "bar", "kPa", "100"),
        ("760", "mmHg", "Pa", "101325.0144354"), ("1", "%", "ppm", "10000"), ("5", "µg", "mg", "0.005"),
    ],
)  # fmt: skip
def test_known_conversions(value: str, unit: str, to: str, result: str) -> None:
    assert convert(Decimal(value), unit, to) == Fraction(result)


@pytest.mark.parametrize(
    ("unit", "to"), [("IU", "EU"), ("month", "d"), ("rpm", "×g"), ("times", "cases"), ("°C", "min")]
)
def test_units_of_different_kinds_do_not_convert(unit: str, to: str) -> None:
    with pytest.raises(ValueError, match="does not convert"):
        convert(1, unit, to)
