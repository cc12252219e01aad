"""Who may begin, answer and assess; each refusal says why."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, NotAllowed
from courses.domain.attempts import start_attempt
from courses.models import Attempt
from courses.policies import (
    Scopes,
    assessor_scopes,
    can_start,
    check_can_answer,
    check_can_assess,
    check_owns,
    is_assessor,
)
from courses.queries import answer_grace, quiz_progress
from tests.factories import courses as make
from tests.factories import staff as people

TODAY = clock.today()
NOW = clock.now()
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("scopes", "covers", "any_at_all"),
    [([], False, False), ([[]], False, False), (["all"], True, True), ([["all"]], True, True),
     ([["A-1"]], True, True), ([["A-2"]], False, True), ([["A-2"], ["A-1"]], True, True), (["A-1"], False, False)],
)  # fmt: skip
def test_scope_covers_the_sops_it_names(scopes, covers, any_at_all):
    found = Scopes(scopes)

    assert (found.covers("A-1"), bool(found)) == (covers, any_at_all)


@pytest.mark.django_db
def test_appointment_holds_on_its_days_and_for_this_duty_alone():
    who = people.user("assessor")
    people.appointment(who.person, "practical_assessor", ["A-1"], TODAY - DAY, valid_to=TODAY)
    people.appointment(who.person, "director", "all")

    assert [assessor_scopes(who.person, TODAY + shift * DAY).covers("A-1") for shift in (-2, -1, 0, 1)] == [
        False,
        True,
        True,
        False,
    ]
    assert not assessor_scopes(who.person, TODAY).covers("A-2")
    assert (is_assessor(who), is_assessor(people.user("assessor"))) == (True, False)


@pytest.mark.django_db
def test_nobody_assesses_themselves_not_even_for_all_sops():
    assessor, sop = make.assessor(), make.released().sop

    with pytest.raises(NotAllowed, match="Nobody assesses themselves"):
        check_can_assess(sop, assessor.person, by=assessor, happened_on=TODAY)
    check_can_assess(sop, people.person(), by=assessor, happened_on=TODAY)


@pytest.mark.django_db
def test_start_says_what_is_missing():
    version, learner = make.released(), people.user("learner")
    quiz = make.quiz(version, n=1, max_attempts=1)

    def why(by=learner) -> str:
        return can_start(quiz_progress(quiz, learner.person), by=by, at=clock.now())

    assert why(people.user("admin")).startswith("Your role does not allow this.")
    assert why().startswith("First read ")
    make.read(version, learner)
    assert why() == ""
    start_attempt(quiz, by=learner)
    assert why() == "An attempt is open already. Continue it."


@pytest.mark.django_db
def test_start_after_a_failure_says_the_hours_rounded_up_or_that_none_is_left():
    version, learner = make.released(), people.user("learner")
    quiz = make.quiz(version, n=1, max_attempts=2, wait_hours=24)
    make.read(version, learner, at=NOW - 3 * DAY)
    make.passed(quiz, learner, wrong=1, at=NOW - 2 * DAY)

    def why(at: dt.datetime) -> str:
        return can_start(quiz_progress(quiz, learner.person, at=at), by=learner, at=at)

    assert why(NOW - DAY - dt.timedelta(minutes=61)) == "The next attempt is possible in 2 hours."
    assert why(NOW - DAY - SECOND) == "The next attempt is possible in 1 hour."
    assert why(NOW - DAY) == ""
    make.passed(quiz, learner, wrong=1, at=NOW - DAY)
    assert why(NOW).startswith("No attempts are left.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "arrived", "counts"),
    [(0, 0, True), (1, 1, False), (0, "grace", True), (0, "later", False), (1, "grace", False)],
)
def test_answer_counts_when_given_in_time_and_here_within_the_grace(given, arrived, counts):
    learner = people.user("learner")
    attempt = Attempt(person=learner.person, deadline=NOW)
    grace = answer_grace(NOW)
    at = NOW + {"grace": grace, "later": grace + SECOND}.get(arrived, SECOND if arrived else 0 * SECOND)
    times = {"given_at": NOW + given * SECOND, "at": at}

    if counts:
        check_can_answer(attempt, by=learner, submitted=False, **times)
    else:
        with pytest.raises(Conflict, match="Time was up"):
            check_can_answer(attempt, by=learner, submitted=False, **times)
    with pytest.raises(Conflict, match="submitted already"):
        check_can_answer(attempt, by=learner, submitted=True, **times)


@pytest.mark.django_db
def test_attempt_belongs_to_one_person():
    learner = people.user("learner")
    attempt = Attempt(person=learner.person)

    check_owns(attempt, by=learner)
    with pytest.raises(NotAllowed):
        check_owns(attempt, by=people.user("trainer"))
