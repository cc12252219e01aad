"""When a certificate may be issued: the attendance it rests on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from certificates.payload import Decision
from certificates.policies import check_can_issue
from core import clock
from core.errors import Refused
from staff.models import User
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DECISION = Decision("1/QĐ", TODAY)


@pytest.fixture
def director() -> User:
    return issued.director()


def test_attendance_is_asked_again_at_issue(director: User) -> None:
    completion = issued.completion(attended=Decimal(13))  # 81.25 of 80 %
    check_can_issue(completion, by=director, on=TODAY, decision=DECISION)

    completion.course.attendance_percent = Decimal(82)
    with translation.override("en"), pytest.raises(Refused, match=r"attended 13 of 16 periods.*less than the 82 %"):
        check_can_issue(completion, by=director, on=TODAY, decision=DECISION)


def test_the_institutions_share_of_the_day_of_completion_counts(director: User) -> None:
    completion = issued.completion(attended=Decimal(13))
    make.value("attendance_percent", 90, since=TODAY + dt.timedelta(days=1))
    check_can_issue(completion, by=director, on=TODAY + dt.timedelta(days=2), decision=DECISION)

    make.value("attendance_percent", 90, since=TODAY)
    with translation.override("en"), pytest.raises(Refused, match="less than the 90 %"):
        check_can_issue(completion, by=director, on=TODAY, decision=DECISION)
