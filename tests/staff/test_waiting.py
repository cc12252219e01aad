"""What waits for the administrator."""

from __future__ import annotations

import datetime as dt

import pytest

from staff.models import AccessGrant
from staff.value_table import VALUES
from staff.waiting import accounts_without_access, values_not_confirmed
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("begins", "ends", "waits"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 2, 28), True),
        (dt.date(2026, 1, 1), DAY, False),
        (dt.date(2026, 4, 1), None, False),
    ],
)
def test_account_waits_when_no_grant_holds_or_is_still_to_begin(begins, ends, waits):
    person = make.user().person
    AccessGrant.objects.create(person=person, role="learner", valid_from=begins, valid_to=ends)

    assert accounts_without_access(DAY) == ([person] if waits else [])


def test_closed_accounts_and_people_without_one_do_not_wait():
    make.user(is_active=False)
    make.person()

    assert accounts_without_access(DAY) == []


def test_values_wait_until_somebody_has_set_them():
    make.value("warning_days", VALUES["warning_days"].default)

    assert values_not_confirmed() == [key for key in VALUES if key != "warning_days"]
