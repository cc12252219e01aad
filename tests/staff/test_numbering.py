"""Patterns of document numbers: read whole, or not at all."""

from __future__ import annotations

import pytest

from staff.numbering import NUMBER, Part, parts_of


def test_pattern_is_cut_at_its_blanks():
    assert parts_of("MSC-SOP-{stage}-{seq:03}") == [Part("MSC-SOP-", "stage"), Part("-", "seq")]
    assert parts_of("{stage}-{seq}-VN") == [Part("", "stage"), Part("-", "seq"), Part("-VN", "")]


@pytest.mark.parametrize(
    "pattern",
    [
        "MSC-{stage}",
        "MSC-{seq:03}",
        "MSC-{stage}-{seq}-{seq}",
        "MSC-{stage}-{year}-{seq}",
        "MSC-{stage!r}-{seq}",
        "MSC-{stage:>9}-{seq}",
        "MSC-{stage}-{seq:07}",
        "MSC-{stage}-{seq:>3}",
        "MSC-{stage}-{seq!s}",
        "msc-{stage}-{seq}",
        "MSC {stage}-{seq}",
        "MSC-{stage-{seq}",
        "M" * 32 + "-{stage}-{seq}",
    ],
)
def test_pattern_that_makes_no_number_has_no_parts(pattern):
    assert parts_of(pattern) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("A-1", True), ("MSC-SOP-ISO-001", True), ("A", False), ("A--1", False), ("-A-1", False), ("A-1\n", False)],
)
def test_number_has_parts_of_capitals_and_digits(text, number):
    assert bool(NUMBER.fullmatch(text)) is number
