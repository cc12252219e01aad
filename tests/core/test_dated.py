"""Rows that hold from a day to a day, on two clocks; names in three languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core.dated import in_language
from staff.models import Assignment
from tests.factories import staff as make


def test_a_name_in_another_language_stands_in_before_none():
    assert in_language({"vi": "Phòng", "ja": "部"}, "ja") == "部"
    assert in_language({"vi": "Phòng", "ja": "部"}, "en") == "Phòng"
    assert in_language({"ja": "部"}, "en") == "部"
    assert in_language({}, "en") == ""


@pytest.fixture
def held() -> Assignment:
    """From 1 to 31 March; that it ends was entered on 20 April."""
    return make.assignment(
        make.person(), make.job_role(), dt.date(2026, 3, 1), valid_to=dt.date(2026, 3, 31),
        recorded_at=at(2, 25), end_recorded_at=at(4, 20),
    )  # fmt: skip


def at(month: int, day: int) -> dt.datetime:
    return dt.datetime(2026, month, day, 12, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "day", "holds"), [(2, 28, False), (3, 1, True), (3, 31, True), (4, 1, False)])
def test_a_row_holds_on_its_first_and_on_its_last_day(held: Assignment, month: int, day: int, holds: bool) -> None:
    assert Assignment.objects.on(dt.date(2026, month, day)).exists() is holds


@pytest.mark.django_db
def test_a_row_without_an_end_holds_on() -> None:
    make.assignment(make.person(), make.job_role(), dt.date(2026, 3, 1))

    assert [Assignment.objects.on(dt.date(year, 3, 1)).count() for year in (2025, 2026, 2126)] == [0, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "known_at", "held_then"),
    [
        (dt.date(2026, 3, 15), at(2, 24), False),  # nobody had entered it
        (dt.date(2026, 3, 15), at(2, 25), True),
        (dt.date(2026, 4, 10), at(4, 19), True),  # its end was not known yet
        (dt.date(2026, 4, 10), at(4, 20), False),
        (dt.date(2026, 3, 31), at(4, 21), True),
        (dt.date(2026, 2, 28), at(4, 19), False),
    ],
)
def test_what_was_entered_later_does_not_count_before(
    held: Assignment, day: dt.date, known_at: dt.datetime, held_then: bool
) -> None:
    assert Assignment.objects.held(day, known_at).exists() is held_then


@pytest.mark.django_db
def test_no_row_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.assignment(make.person(), make.job_role(), dt.date(2026, 3, 2), valid_to=dt.date(2026, 3, 1))
