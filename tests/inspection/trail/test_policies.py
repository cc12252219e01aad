"""Who reviews the trail, and which days (R-33)."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import NotAllowed, Refused
from inspection.trail.policies import check_can_review
from staff.enums import AccessRole
from staff.models import User
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)


def check(by: User, **changed: object) -> None:
    check_can_review(**{"by": by, "first_day": DAY, "last_day": DAY, "findings": "Đã xem.", "on": DAY, **changed})


@pytest.mark.parametrize("role", AccessRole.values)
def test_quality_assurance_and_the_director_review(role):
    if role in {"qa_approver", "director"}:
        check(make.user(role))
    else:
        with pytest.raises(NotAllowed):
            check(make.user(role))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first_day": DAY + dt.timedelta(days=1)}, "last_day"),
        ({"last_day": DAY + dt.timedelta(days=1)}, "last_day"),
        ({"findings": " \n"}, "findings"),
    ],
)
def test_days_to_come_or_the_wrong_way_round_and_no_findings_are_refused(changed, field):
    with pytest.raises(Refused) as refusal:
        check(make.user("director"), **changed)
    assert refusal.value.field == field


def test_today_is_the_last_day_that_can_be_reviewed():
    check(make.user("director"), first_day=DAY - dt.timedelta(days=90))
