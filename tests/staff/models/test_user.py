"""Accounts: found by their address in any spelling, allowed by the dated grants of their person."""

from __future__ import annotations

import datetime as dt

import pytest

from staff.models import AccessGrant, User
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
BEGIN, END = dt.date(2026, 3, 1), dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("day", "roles"),
    [
        (dt.date(2026, 2, 28), set()),
        (BEGIN, {"director"}),
        (END, {"director"}),
        (dt.date(2026, 4, 1), set()),
    ],
)
def test_role_holds_on_its_first_and_its_last_day(day, roles):
    user = make.user()
    AccessGrant.objects.create(person=user.person, role="director", valid_from=BEGIN, valid_to=END)

    assert user.roles_on(day) == roles


def test_closed_account_and_account_of_nobody_hold_no_role():
    closed = make.user("director", is_active=False)

    assert (closed.roles, User(email="office@example.test").roles) == (frozenset(), frozenset())


def test_superuser_holds_no_role():
    assert User.objects.create_superuser("root@example.test", "x").roles == frozenset()


def test_account_is_found_in_any_case_and_normal_form():
    user = make.user(email="HIỀN@example.test")

    assert user.email == "hiền@example.test"
    assert User.objects.get_by_natural_key("hie\u0302\u0300n@Example.test") == user


def test_name_is_that_of_the_person_else_the_address():
    assert str(make.user(full_name="Nguyễn Thị Hiền")) == "Nguyễn Thị Hiền"
    assert str(User(email="office@example.test")) == "office@example.test"
