"""Dated rows of authority never end before they begin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from staff.models import AccessGrant, Assignment
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)
BEFORE = dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    "add",
    [
        lambda who: AccessGrant.objects.create(person=who, role="director", valid_from=DAY, valid_to=BEFORE),
        lambda who: make.assignment(who, make.job_role(), DAY, valid_to=BEFORE),
        lambda who: make.appointment(who, "director", "all", DAY, valid_to=BEFORE),
    ],
    ids=["grant", "assignment", "appointment"],
)
def test_row_that_ends_before_it_begins_is_refused_by_the_database(add):
    person = make.person()

    with pytest.raises(IntegrityError), transaction.atomic():
        add(person)


def test_assignment_counts_as_the_system_knew_it():
    known = clock.start_of(dt.date(2026, 3, 10))
    row = make.assignment(make.person(), make.job_role(), DAY, recorded_at=known)
    day, second = dt.date(2026, 3, 20), dt.timedelta(seconds=1)
    Assignment.objects.filter(pk=row.pk).update(valid_to=DAY, end_recorded_at=known + 2 * second)

    assert [Assignment.objects.held(day, known + shift).exists() for shift in (-second, second, 2 * second)] == [
        False,
        True,
        False,
    ]
