"""Whom a new version touches: exactly the people whose job role asks for the SOP, and what its change class asks of
them (R-19).
"""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from qualification.impact import provide
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
FIRST_DAY = 30


def days(n: int) -> dt.date:
    return clock.today() + dt.timedelta(days=n)


@pytest.fixture
def sop():
    return facts.sop()


def works_with(sop, since: int = -400, until: int | None = None):
    """A person whose job role asks for this SOP in practice, from a day to a day."""
    who, role = make.person(), make.job_role()
    facts.requires(role, sop)
    make.assignment(who, role, days(since), valid_to=days(until) if until is not None else None)
    return who


def test_exactly_those_whose_role_asks_for_it_on_the_first_day_are_touched(sop):
    facts.read(make.person(), facts.version(sop, days(-100)), days(-50))  # knows it, and no role asks for it any more
    version = facts.version(sop, days(FIRST_DAY), change_class="critical")
    works, begins = works_with(sop), works_with(sop, since=FIRST_DAY)
    works_with(sop, until=FIRST_DAY - 1)  # no longer there
    works_with(facts.sop())  # another document

    touched = provide(version, days(FIRST_DAY)).people

    assert [row.person for row in touched] == [works, begins]
    assert {row.due for row in touched} == {days(FIRST_DAY - 1)}


@pytest.mark.parametrize(("change", "asked"), [("editorial", 0), ("procedural", 1), ("critical", 1)])
def test_an_editorial_change_asks_nothing_of_anybody(sop, change, asked):
    works_with(sop)

    assert len(provide(facts.version(sop, days(FIRST_DAY), change_class=change), days(FIRST_DAY)).people) == asked
