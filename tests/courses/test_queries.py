"""Where a person stands at a quiz and in a course."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from core import clock
from courses.domain.attempts import start_attempt, submit_attempt
from courses.models import CoursePage
from courses.queries import (
    Attendance,
    answer_grace,
    assessable_versions,
    attendance,
    occasion_of,
    period_minutes,
    quiz_progress,
    version_to_train,
)
from sops.models import Release
from staff.value_table import VALUES
from tests.factories import courses as make
from tests.factories import staff as people

TODAY = clock.today()
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("attended", "periods", "percent", "enough"),
    [("12.8", "16", "80", True), ("12.7", "16", "80", False), ("0", "0", "80", True), ("2", "3", "66.67", False)],
)
def test_attendance_is_compared_exactly(attended, periods, percent, enough):
    assert Attendance(Decimal(attended), Decimal(periods), Decimal(percent)).enough is enough


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "needed"), [(None, 80), (Decimal(50), 80), (Decimal(95), 95)])
def test_course_asks_more_attendance_than_the_institution_never_less(own, needed):
    found = attendance(CoursePage(attendance_percent=own), None, Decimal(16), on=TODAY)

    assert (found.percent, found.attended) == (needed, 0)


@pytest.mark.django_db
def test_values_of_the_institution_are_those_of_the_day():
    people.value("period_minutes", 45, since=TODAY)
    people.value("quiz_grace_seconds", 5, since=TODAY)

    assert [period_minutes(CoursePage(), on) for on in (TODAY - DAY, TODAY)] == [VALUES["period_minutes"].default, 45]
    assert period_minutes(CoursePage(period_minutes=60), TODAY) == 60
    assert answer_grace(clock.start_of(TODAY)) == dt.timedelta(seconds=5)
    assert answer_grace(clock.start_of(TODAY) - DAY) == dt.timedelta(seconds=VALUES["quiz_grace_seconds"].default)


@pytest.mark.django_db
def test_wait_begins_with_the_newest_failure_and_ends_on_the_minute():
    version, learner = make.released(), people.user("learner")
    quiz = make.quiz(version, n=1, wait_hours=24)
    at = clock.now() - 3 * DAY
    make.read(version, learner, at=at)
    attempt = start_attempt(quiz, by=learner, at=at)
    open_one = quiz_progress(quiz, learner.person, at=at)
    submit_attempt(attempt, by=learner, at=at)
    ready = at + DAY

    during = quiz_progress(quiz, learner.person, at=ready - dt.timedelta(seconds=1))
    after = quiz_progress(quiz, learner.person, at=ready)

    assert (open_one.open_attempt, open_one.wait_until) == (attempt, None)
    assert (during.open_attempt, during.wait_until, after.wait_until) == (None, ready, None)
    assert (after.used, after.left) == (1, quiz.max_attempts - 1)


@pytest.mark.django_db
def test_attempts_at_the_old_version_do_not_count_for_the_new_one():
    old, learner = make.released(effective_on=TODAY - 50 * DAY), people.user("learner")
    quiz = make.quiz(old, n=1)
    make.read(old, learner)
    make.passed(quiz, learner)
    new = make.released(old.sop, effective_on=TODAY)

    now, before = quiz_progress(quiz, learner.person), quiz_progress(quiz, learner.person, sop_version=old)

    assert (now.version, now.used, now.passed) == (new, 0, None)
    assert (before.used, before.passed.passed) == (1, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("done", "trained"), [("nothing", 1), ("read", 2), ("passed", 2)])
def test_coming_version_is_trained_when_the_present_one_is_done_or_the_next_one_read(done, trained):
    now, learner = make.released(), people.user("learner")
    quiz = make.quiz(now, n=1)
    if done == "passed":
        make.read(now, learner)
        make.passed(quiz, learner)
    coming = make.released(now.sop, effective_on=TODAY + 10 * DAY)
    if done == "read":
        make.read(coming, learner)

    assert version_to_train(quiz, learner.person, TODAY).release.number == trained


@pytest.mark.django_db
def test_version_to_come_is_assessed_from_the_day_of_its_approval():
    now = make.released()
    coming = make.released(now.sop, effective_on=TODAY + 10 * DAY)
    approved = clock.site_date(Release.objects.get(version=coming).approved_at)

    assert assessable_versions(now.sop_id, approved, TODAY) == [now, coming]
    assert assessable_versions(now.sop_id, approved - DAY, TODAY) == [now]
    assert assessable_versions(now.sop_id, TODAY + 10 * DAY, TODAY) == [coming]


def test_completion_outside_a_class_belongs_to_self_study():
    assert occasion_of(None) == "self"
