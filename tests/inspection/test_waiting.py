"""When the trail is to be reviewed next (R-33)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.days import add_months
from inspection.domain.review import review_trail
from inspection.waiting import trail_review_due
from qualification.domain.planning import plan
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def test_trail_is_to_be_reviewed_three_months_after_its_last_review() -> None:
    assert trail_review_due(TODAY) is None

    author, qa = make.user("trainer"), make.user("qa_approver")
    plan(make.person(), by=author, day=TODAY, activity="aps")
    review_trail(by=qa, proof=make.proof(qa), first_day=days(-1), last_day=TODAY, findings="Không có bất thường")

    assert trail_review_due(TODAY) == add_months(TODAY, 3)
