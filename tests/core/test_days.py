"""Days: counted on by months and years, written for the reader and for Vietnamese documents."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.days import add_months, add_years, clocktime, daydate, gmt, longdate, moment, vietnamese_day, weekday

NOON = dt.datetime(2026, 6, 15, 2, 42, 18, tzinfo=dt.UTC)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2026-12-31", 24, "2028-12-31"),
        ("2026-12-15", 0, "2026-12-15"),
    ],
)
def test_months_end_on_the_last_day_where_the_day_is_missing(start: str, months: int, end: str) -> None:
    assert add_months(dt.date.fromisoformat(start), months) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [("2028-02-29", 1, "2029-02-28"), ("2028-02-29", 4, "2032-02-29"), ("2028-02-29", -5, "2023-02-28")],
)
def test_years_from_29_february_end_on_28_february_in_a_common_year(start: str, years: int, end: str) -> None:
    assert add_years(dt.date.fromisoformat(start), years) == dt.date.fromisoformat(end)


@given(DAYS, st.integers(-600, 600))
def test_months_land_in_the_month_asked_for_and_never_on_a_later_day(day: dt.date, months: int) -> None:
    end = add_months(day, months)

    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day <= day.day
    assert end.day == day.day or (end + dt.timedelta(days=1)).day == 1


def test_days_and_instants_follow_language_and_site() -> None:
    late = dt.datetime(2026, 6, 15, 17, 30, tzinfo=dt.UTC)  # already the next day in Hà Nội
    with override("vi"):
        assert (daydate(late), moment(late, "zone")) == ("16/06/2026", "16/06/2026 00:30 (GMT+7)")
        assert longdate(dt.date(2026, 6, 15)) == "Thứ Hai, 15 tháng 6, 2026"
    with override("ja"):
        assert (daydate(dt.date(2026, 6, 5)), moment(NOON, "seconds")) == ("2026年06月05日", "2026年06月15日 09:42:18")
        assert weekday(dt.date(2026, 6, 15)) == "月曜日"
    with override("en"):
        assert daydate(dt.date(2026, 6, 5)) == "5 Jun 2026"
    assert (gmt(NOON), clocktime(NOON)) == ("GMT+7", "09:42:18")


@pytest.mark.parametrize("language", ["vi", "ja", "en"])
def test_a_vietnamese_document_writes_days_the_same_for_every_reader(language: str) -> None:
    with override(language):
        assert vietnamese_day(dt.date(2026, 6, 5)) == vietnamese_day("2026-06-05") == "05/06/2026"
        assert vietnamese_day(None) == vietnamese_day("") == ""
