"""Whether QA can confirm: what the matrix says is missing is what a confirmation waits for (R-15, R-17)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from qualification.readiness import counted_practice, readiness, run_progress
from qualification.status import qualification_of
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def ago(n: int) -> dt.date:
    return TODAY - dt.timedelta(days=n)


@pytest.fixture
def learner():
    """A person whose job role asks for three runs on an SOP with a quiz."""
    who, sop, role = make.person(), facts.sop(), make.job_role()
    facts.quiz(sop)
    facts.requires(role, sop)
    make.assignment(who, role, ago(300), recorded_at=facts.noon(ago(300)))
    return who, sop, facts.version(sop, ago(200))


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def test_each_step_done_is_missing_no_longer_here_and_in_the_matrix(learner):
    who, sop, version = learner
    steps = [
        lambda: facts.read(who, version, ago(90)),
        lambda: facts.quizzed(who, version, ago(89)),
        lambda: [facts.practised(who, version, ago(n)) for n in (80, 79, 78)],
        lambda: facts.practised(who, version, ago(70), "assessment"),
    ]
    found = []
    for step in [lambda: None, *steps]:
        step()
        ready = readiness(who, sop)
        assert list(ready.missing) == list(qualification_of(who, sop).reasons)
        found.append((codes(ready.missing), codes(ready.obstacles)))

    assert found == [
        (["read_missing", "quiz_missing", "runs_missing"],) * 2,
        (["quiz_missing", "runs_missing"],) * 2,
        (["runs_missing"],) * 2,
        (["assessment_missing"],) * 2,
        (["confirmation_missing"], []),
    ]


def test_assessor_sees_the_runs_as_the_learner_does(learner):
    who, sop, version = learner
    facts.practised(who, version, ago(80))
    facts.practised(who, version, ago(79), passed=False)
    facts.practised(who, version, ago(78), accepted=False)

    progress = run_progress(who, sop, TODAY)

    assert (progress.done, progress.needed) == (1, 3)
    assert [(reason.values["done"], reason.values["of"]) for reason in qualification_of(who, sop).reasons[2:]] == [
        (1, 3)
    ]


def test_acts_that_count_are_known_passed_and_signed_by_both(learner):
    who, sop, version = learner
    first, second = (facts.practised(who, version, ago(n)) for n in (80, 70))
    facts.practised(who, version, ago(75), accepted=False)
    facts.practised(who, version, ago(60), known=facts.noon(ago(5)))
    assessment = facts.practised(who, version, ago(50), "assessment")

    assert counted_practice(who, sop, TODAY, facts.noon(ago(10))) == ([first, second], [assessment])
    assert counted_practice(who, sop, TODAY, facts.noon(ago(10)), acts_until=ago(75)) == ([first], [])


def test_nothing_in_force_is_the_only_obstacle_said():
    who, sop = make.person(), facts.sop()

    assert codes(readiness(who, sop).obstacles) == ["no_version"]
