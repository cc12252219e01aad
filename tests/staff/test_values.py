"""Values of the institution: dated, never set backwards, within their limits."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from core import clock
from core.errors import Refused
from staff.value_table import VALUES
from staff.values import second_factor_roles, set_value, value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("quiz_pass_mark", 0),
        ("quiz_pass_mark", 850),
        ("attendance_percent", 101),
        ("gowning_months", 120),
        ("aps_first", 2),
        ("review_months", 0),
        ("review_months", 61),
        ("warning_days", -1),
        ("print_hours", 25),
    ],
)
def test_a_value_outside_its_limits_is_refused_with_the_limits(key: str, wrong: int) -> None:
    limits = f"lies between {VALUES[key].low} and {VALUES[key].high}"
    with translation.override("en"), pytest.raises(Refused, match=limits):
        set_value(key, wrong, by=make.user("admin"), valid_from=TODAY, reason="x")

    assert value(key) == VALUES[key].default


def test_a_value_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused):
        set_value("no_such_value", 1, by=make.user("admin"), valid_from=TODAY, reason="x")


@pytest.mark.parametrize(
    ("text", "roles"),
    [("none", set()), ("qa_approver director", {"qa_approver", "director"}), ("learner,", {"learner"})],
)
def test_roles_that_must_have_a_second_factor_are_a_dated_value(text: str, roles: set[str]):
    set_value("second_factor_roles", text, by=make.user("admin"), valid_from=clock.today(), reason="x")

    assert second_factor_roles() == roles


def test_value_is_dated_and_never_set_backwards():
    admin = make.user("admin")
    tomorrow = clock.today() + dt.timedelta(days=1)
    set_value("warning_days", 30, by=admin, valid_from=tomorrow, reason="họp ngày 1")

    assert (value("warning_days"), value("warning_days", on=tomorrow)) == (60, 30)
    with pytest.raises(Refused):
        set_value("warning_days", 10, by=admin, valid_from=clock.today() - dt.timedelta(days=1), reason="x")


@pytest.mark.parametrize("wrong", ["abc", -1, True, 1.5])
def test_value_of_a_wrong_kind_is_refused(wrong):
    with pytest.raises(Refused):
        set_value("warning_days", wrong, by=make.user("admin"), valid_from=clock.today(), reason="x")
