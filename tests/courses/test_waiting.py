"""What waits at courses, quizzes and practice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from courses import waiting
from courses.domain.attempts import grant_attempt, save_answer, start_attempt, submit_attempt
from courses.domain.classes import enrol, open_class
from courses.domain.completion import mark_lesson_done
from courses.grading import right_answer
from courses.queries import lessons_of
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture
def khue():
    return make.user("learner", full_name="Trần Minh Khuê")


def begun(who, n=5):
    version = teach.released()
    teach.read(version, who)
    return start_attempt(teach.quiz(version, n), by=who)


def test_open_try_tells_how_many_answers_are_kept(khue) -> None:
    attempt = begun(khue)
    for question in attempt.asked[:2]:
        save_answer(attempt, question["key"], right_answer(question), by=khue)

    found = waiting.open_attempts(khue.person, clock.now())

    assert [(row, row.answered) for row in found] == [(attempt, 2)]


def test_try_that_was_submitted_or_is_out_of_time_does_not_wait(khue) -> None:
    submit_attempt(begun(khue), by=khue)
    late = begun(khue)

    assert list(waiting.open_attempts(khue.person, late.deadline)) == []
    assert list(waiting.open_attempts(khue.person, late.deadline - dt.timedelta(seconds=1))) == [late]


def test_record_waits_for_the_learner_until_it_is_signed(khue) -> None:
    sato = make.person("Sato Kenichi")
    version = facts.version(facts.sop(), days(-10))
    open_record = facts.practised(khue.person, version, days(-1), accepted=False, assessor=sato)
    facts.practised(khue.person, version, days(-1), assessor=sato)

    assert list(waiting.practice_to_sign(khue.person)) == [open_record]
    assert list(waiting.practice_given(sato)) == [open_record]
    assert list(waiting.practice_to_sign(sato)) == []


def test_corrected_record_waits_for_nobody(khue) -> None:
    version = facts.version(facts.sop(), days(-10))
    first = facts.practised(khue.person, version, days(-1), accepted=False)
    second = facts.practised(khue.person, version, days(-1), accepted=False, supersedes=first)

    assert list(waiting.practice_to_sign(khue.person)) == [second]


def test_course_under_way_names_the_next_lesson(khue) -> None:
    course = teach.course(lessons=3)
    first, second, _third = lessons_of(course)
    mark_lesson_done(first, by=khue)

    (row,) = waiting.courses_under_way(khue.person, TODAY)

    assert (row.course, row.done, row.total, row.next_lesson, row.due) == (course, 1, 3, second, None)


def test_course_of_a_class_is_due_on_its_last_day_and_stands_first(khue) -> None:
    alone, taught = teach.course(), teach.course(class_required=True)
    mark_lesson_done(lessons_of(alone)[0], by=khue)
    group = open_class(taught, code="K01", starts_on=days(-5), ends_on=days(9), by=make.one("trainer"))
    enrol(group, khue.person, by=make.one("trainer"))

    found = waiting.courses_under_way(khue.person, TODAY)

    assert [(row.course, row.due, row.done) for row in found] == [(taught, days(9), 0), (alone, None, 1)]


def test_course_that_is_complete_or_begins_later_is_not_under_way(khue) -> None:
    course = teach.course(lessons=1)
    mark_lesson_done(lessons_of(course)[0], by=khue)
    later = open_class(teach.course(), code="K01", starts_on=days(3), ends_on=days(9), by=make.one("trainer"))
    enrol(later, khue.person, by=make.one("trainer"))

    assert waiting.courses_under_way(khue.person, TODAY) == []


@pytest.mark.parametrize(("starts", "tested"), [(-5, False), (-30, True)])
def test_final_test_counts_from_the_first_day_of_the_class(khue, starts, tested) -> None:
    quiz = teach.quiz()
    course = teach.course(final_quiz=quiz)
    teach.passed(quiz, khue, at=clock.now() - dt.timedelta(days=20))
    enrol(
        open_class(course, code="K01", starts_on=days(starts), ends_on=days(9), by=make.one("trainer")),
        khue.person,
        by=make.one("trainer"),
    )

    assert [row.tested for row in waiting.courses_under_way(khue.person, TODAY)] == [tested]


@pytest.mark.parametrize(
    ("starts", "ends", "listed"), [(-9, 0, True), (-9, -1, False), (30, 40, True), (31, 40, False)]
)
def test_class_is_near_from_thirty_days_before_until_its_last_day(khue, starts, ends, listed) -> None:
    group = open_class(teach.course(), code="K01", starts_on=days(starts), ends_on=days(ends), by=make.one("trainer"))
    enrol(group, khue.person, by=make.one("trainer"))

    assert [(row, row.learners, row.through) for row in waiting.classes_near(TODAY)] == (
        [(group, 1, 0)] if listed else []
    )


def failed(quiz, who, times) -> None:
    for n in range(times):
        at = clock.now() - dt.timedelta(days=10 - 2 * n)
        submit_attempt(start_attempt(quiz, by=who, at=at), by=who, at=at)


def test_round_is_used_up_after_the_last_try_and_open_again_when_one_is_granted(khue) -> None:
    version = teach.released()
    teach.read(version, khue, at=clock.now() - dt.timedelta(days=20))
    quiz = teach.quiz(version, max_attempts=2)
    failed(quiz, khue, 1)
    assert waiting.rounds_used_up(TODAY) == []

    at = clock.now() - dt.timedelta(days=2)
    submit_attempt(start_attempt(quiz, by=khue, at=at), by=khue, at=at)
    assert waiting.rounds_used_up(TODAY) == [waiting.UsedUp(khue.person, quiz)]

    grant_attempt(quiz, khue.person, by=make.user("trainer"), reason="Học lại xong")
    assert waiting.rounds_used_up(TODAY) == []


def _queries(khue) -> int:
    with CaptureQueriesContext(connection) as found:
        list(waiting.open_attempts(khue.person, clock.now()))
        list(waiting.practice_to_sign(khue.person))
        waiting.courses_under_way(khue.person, TODAY)
        list(waiting.classes_near(TODAY))
        waiting.rounds_used_up(TODAY)
    return len(found)


def _one_more(khue) -> None:
    course = teach.course(final_quiz=teach.quiz())
    mark_lesson_done(lessons_of(course)[0], by=khue)
    enrol(
        open_class(course, code="K01", starts_on=days(-5), ends_on=days(9), by=make.one("trainer")),
        khue.person,
        by=make.one("trainer"),
    )
    begun(khue)
    version = teach.released()
    teach.read(version, khue, at=clock.now() - dt.timedelta(days=20))
    failed(teach.quiz(version, max_attempts=1), khue, 1)


def test_the_number_of_queries_does_not_grow(khue) -> None:
    _one_more(khue)
    few = _queries(khue)
    for _ in range(6):
        _one_more(khue)

    assert _queries(khue) == few
    assert len(waiting.courses_under_way(khue.person, TODAY)) == 7
    assert len(waiting.rounds_used_up(TODAY)) == 7
