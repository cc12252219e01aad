"""Which facts are gathered: those of the day and before, as they were known (R-13)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from qualification.status import qualification_of
from sops.domain.requirements import end_requirement, require_sop
from staff.domain.people import end_assignment, leave
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


def days(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


@pytest.fixture
def sop():
    return facts.sop()


@pytest.fixture
def khue():
    return make.person("Trần Minh Khuê")


def trained(who, sop, version, on=0, **fields):
    """Everything done for one version, on one day."""
    facts.read(who, version, days(on))
    if sop.quizzes.exists():
        facts.quizzed(who, version, days(on))
    for _ in range(3):
        facts.practised(who, version, days(on))
    facts.practised(who, version, days(on), "assessment")
    return facts.confirmed(who, version, days(on), **fields)


def works_with(who, sop, depth="practical", access=None, **rule):
    role = make.job_role(access=access)
    facts.requires(role, sop, depth, **rule)
    make.assignment(who, role, days(-400), recorded_at=facts.noon(days(-400)))


def test_training_ahead_counts_from_the_effective_day(khue, sop):
    works_with(khue, sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    second = facts.version(sop, days(10), change_class="critical", known=facts.noon(days(-5)))
    trained(khue, sop, second, on=5)

    found = [
        (a.status.value, a.held) for a in (qualification_of(khue, sop, days(n), facts.noon(days(99))) for n in (9, 10))
    ]

    assert found == [("valid", 1), ("valid", 2)]


def test_a_mandatory_change_is_not_hidden_by_an_editorial_one(khue, sop):
    works_with(khue, sop, "read")
    facts.read(khue, facts.version(sop, days(-300)), days(-200))
    second = facts.version(sop, days(-100), change_class="critical")
    facts.version(sop, days(-50), change_class="editorial")
    late = make.person()
    late_role = khue.assignments.get().job_role
    make.assignment(late, late_role, days(-400), recorded_at=facts.noon(days(-400)))
    facts.read(late, second, days(-90))

    assert [qualification_of(who, sop, DAY, facts.noon(days(9))).status for who in (khue, late)] == [
        "suspended",
        "valid",
    ]


def test_a_withdrawn_version_asks_nothing_and_ends_nothing_before_its_day(khue, sop):
    works_with(khue, sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    second = facts.version(sop, days(10), change_class="critical", known=facts.noon(days(1)))
    facts.withdrawn(second, days(9))

    assert qualification_of(khue, sop, days(30), facts.noon(days(99))).status == "valid"
    # what was known before the withdrawal: it would have been outstanding
    assert qualification_of(khue, sop, days(30), facts.noon(days(8))).status == "suspended"


def test_two_clocks_give_two_answers(khue, sop):
    works_with(khue, sop, "read")
    version = facts.version(sop, days(-10))
    facts.read(khue, version, DAY, known=facts.noon(days(28)))

    assert qualification_of(khue, sop, days(1), clock.end_of(days(1))).status == "not_trained"
    assert qualification_of(khue, sop, days(1), facts.noon(days(28))).status == "valid"  # known at that very instant
    assert (
        qualification_of(khue, sop, days(1), facts.noon(days(28)) - dt.timedelta(microseconds=1)).status
        == "not_trained"
    )
    assert qualification_of(khue, sop, days(-1), facts.noon(days(28))).status == "not_trained"


def test_midnight_is_that_of_ha_noi(khue, sop):
    """An act at 23:59:59 on the site is of that day; 17:00 UTC is the next."""
    works_with(khue, sop, "read")
    facts.version(sop, DAY, known=clock.start_of(DAY))

    assert (
        qualification_of(
            khue, sop, clock.site_date(dt.datetime(2026, 5, 31, 16, 59, 59, tzinfo=dt.UTC)), facts.noon(days(9))
        ).required
        is None
    )
    assert (
        qualification_of(
            khue, sop, clock.site_date(dt.datetime(2026, 5, 31, 17, 0, tzinfo=dt.UTC)), facts.noon(days(9))
        ).required
        == 1
    )


def test_the_deepest_requirement_and_the_shortest_interval_hold(khue, sop):
    works_with(khue, sop, "read", months=24)
    works_with(khue, sop, "quiz", months=12)
    facts.read(khue, facts.version(sop, days(-300)), DAY)

    answer = qualification_of(khue, sop, days(1), facts.noon(days(9)))

    assert (answer.depth, answer.valid_to, answer.status) == ("quiz", dt.date(2027, 6, 1), "valid")


def test_a_role_that_ends_asks_nothing_the_day_after(khue, sop):
    role = make.job_role()
    facts.requires(role, sop, "read")
    make.assignment(khue, role, days(-10), valid_to=days(5), recorded_at=facts.noon(days(-10)))
    facts.version(sop, days(-100))

    assert [qualification_of(khue, sop, days(n), facts.noon(days(9))).status for n in (-11, -10, 5, 6)] == [
        "not_required",
        "not_trained",
        "not_trained",
        "not_required",
    ]


def test_who_left_is_asked_nothing(sop):
    who = make.person(employed_to=days(5))
    works_with(who, sop, "read")
    facts.version(sop, days(-100))

    assert [qualification_of(who, sop, days(n), facts.noon(days(9))).status for n in (5, 6)] == [
        "not_trained",
        "not_required",
    ]


def test_a_quiz_asks_for_nothing_on_the_days_before_it_was_there(khue, sop):
    """What was true on a day stays true: a quiz that is written later does not unqualify the past."""
    version = facts.version(sop, days(-100))
    works_with(khue, sop, "quiz")
    facts.read(khue, version, days(-90))
    facts.quiz(sop, created_at=facts.noon(days(-10)))

    assert [qualification_of(khue, sop, days(n)).status for n in (-11, -10)] == ["valid", "not_trained"]
    assert qualification_of(khue, sop, days(-10), facts.noon(days(-11))).status == "valid"


def test_what_ended_or_began_by_a_later_entry_is_not_known_before(khue, sop):
    """Both clocks, for the reasons an SOP is required at all: role, requirement, employment."""
    facts.version(sop, days(-100))
    works_with(khue, sop, "read")
    entered = facts.noon(days(5))
    assignment = khue.assignments.get()
    end_assignment(assignment, by=make.one("admin"), last_day=days(-10), at=entered)

    assert qualification_of(khue, sop, days(0), facts.noon(days(4))).status == "not_trained"
    assert qualification_of(khue, sop, days(0), facts.noon(days(6))).status == "not_required"

    other = make.person()
    role = make.job_role()
    make.assignment(other, role, days(-400), recorded_at=facts.noon(days(-400)))
    row = require_sop(role, sop, depth="read", valid_from=days(-50), by=make.one("trainer"), at=entered)
    assert [qualification_of(other, sop, days(0), facts.noon(days(n))).status for n in (4, 6)] == [
        "not_required",
        "not_trained",
    ]
    end_requirement(row, last_day=days(-1), by=make.one("trainer"), reason="x", at=facts.noon(days(8)))
    assert [qualification_of(other, sop, days(0), facts.noon(days(n))).status for n in (7, 9)] == [
        "not_trained",
        "not_required",
    ]

    gone = make.person()
    make.assignment(gone, make.job_role(), days(-400), recorded_at=facts.noon(days(-400)))
    facts.requires(gone.assignments.get().job_role, sop, "read")
    leave(gone, by=make.one("admin"), last_day=days(-10), reason="x", at=entered)
    assert [qualification_of(gone, sop, days(0), facts.noon(days(n))).status for n in (4, 6)] == [
        "not_trained",
        "not_required",
    ]
