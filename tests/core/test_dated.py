"""Months and rows that hold from a day to a day."""

from __future__ import annotations

import datetime as dt

import pytest

from core.dated import add_months, in_language


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 24, "2028-12-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, then):
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


def test_a_name_in_another_language_stands_in_before_none():
    assert in_language({"vi": "Phòng", "ja": "部"}, "ja") == "部"
    assert in_language({"vi": "Phòng", "ja": "部"}, "en") == "Phòng"
    assert in_language({"ja": "部"}, "en") == "部"
    assert in_language({}, "en") == ""
