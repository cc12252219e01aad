"""What a job role must know, on a day and as the system knew it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sops.models import Requirement
from tests.factories import sops as docs
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.date(2026, 6, 15), dt.timedelta(days=7)
AT = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def requirement(**fields: object) -> Requirement:
    values = {"depth": "quiz", "valid_from": DAY, "recorded_at": AT, **fields}
    return Requirement.objects.create(job_role=people.job_role(), sop=docs.sop(), **values)


def test_a_line_holds_from_its_first_to_its_last_day() -> None:
    requirement(valid_to=DAY + WEEK)
    one = dt.timedelta(days=1)
    days = (DAY - one, DAY, DAY + WEEK, DAY + WEEK + one)

    assert [Requirement.objects.on(day).count() for day in days] == [0, 1, 1, 0]


def test_a_line_does_not_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        requirement(valid_to=DAY - dt.timedelta(days=1))


def test_a_line_or_an_end_entered_later_was_not_known_before() -> None:
    requirement(valid_to=DAY, end_recorded_at=AT + 2 * WEEK)
    known = (AT - WEEK, AT, AT + WEEK, AT + 2 * WEEK)

    assert [Requirement.objects.held(DAY + WEEK, at).count() for at in known] == [0, 1, 1, 0]
