from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.numbering import ALPHABET, NumberParts, check_template, new_code, read_code, read_sequence, write
from core.errors import Refused

PARTS = NumberParts(year=2026, unit="H44", class_="K01", course="CME-MSC", prefix="YS")


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("{seq:04}/{year}/{course}", "0417/2026/CME-MSC"),
        ("{seq}/{year}/{unit}-BYT", "417/2026/H44-BYT"),
        ("{seq:05}/{year}/{unit}-ĐT", "00417/2026/H44-ĐT"),
        ("{prefix}{seq:03}/CNCNKTYK.K{class:02}-{year}", "YS417/CNCNKTYK.K01-2026"),
        ("{seq}/{unit} - GCNĐTLT", "417/H44 - GCNĐTLT"),
    ],
)
def test_patterns_seen_in_use(template, number):
    check_template(template, "year" if "{year}" in template else "unit")
    assert write(template, 417, PARTS) == number
    assert read_sequence(template, number, PARTS) == 417


@pytest.mark.parametrize(
    ("template", "scope"),
    [
        ("no blanks", "unit"),
        ("{year}/{unit}", "year"),
        ("{seq}{seq}/{year}", "year"),
        ("{seq}", "year"),
        ("{seq}/{year}", "class"),
        ("{seq.__class__}/{year}", "year"),
        ("{seq!r}/{year}", "year"),
        ("{seq:>99999999}/{year}", "year"),
        ("{seq:04/{year}", "year"),
        ("{0}/{seq}/{year}", "year"),
        ("{secret}/{seq}/{year}", "year"),
        ("{year:04}/{seq}", "year"),
        ("{seq}/{year}" + "x" * 60, "year"),
    ],
)
def test_patterns_that_repeat_or_break_are_refused(template, scope):
    with pytest.raises(Refused):
        check_template(template, scope)


@pytest.mark.parametrize(
    "number", ["417/2026/CME-MSC", "0417/2025/CME-MSC", "0417/2026/CME-NK", "x0417/2026/CME-MSC", ""]
)
def test_a_number_of_another_pattern_is_refused(number):
    with pytest.raises(Refused):
        read_sequence("{seq:04}/{year}/{course}", number, PARTS)


@given(st.integers(1, 10**7))
def test_written_numbers_read_back(sequence):
    template = "{prefix}{seq:03}/CNCNKTYK.K{class:02}-{year}"
    assert read_sequence(template, write(template, sequence, PARTS), PARTS) == sequence


@pytest.mark.parametrize(
    "typed", ["MS8D-0NK9-S5KP", "ms8d0nk9s5kp", " MS8D ONK9 S5KP ", "ms8d–0nk9–s5kp", "MS8D.0NK9.S5KP"]
)
def test_codes_are_read_forgivingly(typed):
    assert read_code(typed) == "MS8D-0NK9-S5KP"


@pytest.mark.parametrize(
    "typed", ["", "MS8D", "MS8D-0NK9-S5KU", "MS8D-0NK9-S5K!", "x" * 5000, "ＭＳ８Ｄ-0NK9-S5KP", "MS8D-0NK9-S5KPP"]
)
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) == ""


def test_i_and_l_are_ones():
    assert read_code("IL10-OOOO-2222") == "1110-0000-2222"


def test_new_codes_are_random_and_readable():
    codes = {new_code() for _n in range(300)}
    assert len(codes) == 300
    assert all(read_code(code) == code and set(code) <= {*ALPHABET, "-"} for code in codes)
