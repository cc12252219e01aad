from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from courses.quantity import read_number, read_quantity, unit_key


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,1", "0.1"),
        ("0.1", "0.1"),
        (",5", "0.5"),
        ("0,500", "0.5"),
        ("0.500", "0.5"),
        ("37", "37"),
        ("37,25", "37.25"),
        ("1.2345", "1.2345"),
        ("1234,567", "1234.567"),
        ("3７", "37"),
        ("３７．５", "37.5"),
        ("−80", "-80"),
        ("－８０", "-80"),
        ("ー80", "-80"),
        ("-1,0", "-1.0"),
        ("+5", "5"),
        ("5×10³", "5000"),
        ("5 × 10³", "5000"),
        ("5x10^3", "5000"),
        ("5*10^3", "5000"),
        ("5·10³", "5000"),
        ("1,4×10⁶", "1400000"),
        ("5×10⁻³", "0.005"),
        ("5e3", "5000"),
        ("5E-3", "0.005"),
        ("10⁵", "100000"),
        ("10^5", "100000"),
        ("−10³", "-1000"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 500", "1500"),
        ("1\u00a0500", "1500"),
        ("12 345,6", "12345.6"),
    ],
)
def test_number_is_read_as_written(typed, value):
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1.500", "1,500", "12,345", "999.000"])
def test_number_with_two_readings_is_refused(typed):
    with pytest.raises(Refused) as refused:
        read_number(typed)
    assert "two ways" in str(refused.value)


@pytest.mark.parametrize("typed", ["1.500", "12,345", "7.100"])
def test_both_proposals_of_the_refusal_can_be_read(typed):
    with pytest.raises(Refused) as refused:
        read_number(typed)
    whole, decimal = str(refused.value).split("Write ")[1].rstrip(".").split(" or ")
    assert read_number(whole) == Decimal(typed.replace(",", "").replace(".", ""))
    assert read_number(decimal) == Decimal(typed.replace(",", "."))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "phút 5",
        "1.23.4",
        "1,2,3",
        "1 23",
        "1.2,3.4",
        "--5",
        "1..5",
        "5×10^999",
        "∞",
        "1.000.0,0",
        "9" * 60,
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Refused):
        read_number(typed)


def test_number_with_a_unit_behind_is_a_quantity():
    assert read_quantity("0,5 mL") == read_quantity("0.5mL")
    assert read_quantity("37℃").unit == "°C"
    assert read_quantity("4×10⁵/mL").has_power


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phút", "分"),
        ("min", "minutes"),
        ("°C", "℃"),
        ("mL", "ml"),
        ("µL", "μL"),
        ("uL", "µl"),
        ("×g", "x g"),
        ("×10⁵/mL", "x10^5/ml"),
        ("cells/cm²", "tế bào/cm2"),
        ("% (w/v)", "%(w/v)"),
        ("EU/mL", "eu / ml"),
        ("lần", "倍"),
        ("vòng/phút", "rpm"),
        ("percent", "%"),
        ("trường hợp", "例"),
    ],
)
def test_spellings_of_one_unit_meet(one, other):
    assert unit_key(one) == unit_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mL", "L"),
        ("min", "h"),
        ("mPa", "MPa"),
        ("×10⁵/mL", "×10⁶/mL"),
        ("mg", "g"),
        ("°C", "%"),
        ("M", "m"),
        ("µM", "µm"),
    ],
)
def test_different_units_stay_apart(one, other):
    assert unit_key(one) != unit_key(other)


@given(st.decimals(min_value=-10000, max_value=10000, places=2), st.sampled_from([".", ","]), st.booleans())
def test_two_decimals_round_trip_in_both_manners(value, mark, fullwidth):
    typed = format(value, "f").replace(".", mark)
    if fullwidth:
        typed = typed.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"})
    assert read_number(typed) == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    with suppress(Refused):
        assert read_quantity(text).value.is_finite()
