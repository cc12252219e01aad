from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from core import clock
from core.errors import NotAllowed
from courses.domain.classes import enrol, open_class, record_attendance
from courses.domain.completion import complete_course, mark_lesson_done
from courses.domain.practice import Observed, accept_assessment, record_assessment
from courses.models import CourseCompletion, LessonCompletion
from courses.queries import course_progress, lessons_of
from courses.signals import course_completed
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return people.user("learner")


@pytest.fixture
def heard():
    """Completions told to those above."""
    told = []

    def hear(completion, **kwargs):
        told.append(completion)

    course_completed.connect(hear, weak=False)
    yield told
    course_completed.disconnect(hear)


def _learn(course, who):
    for lesson in lessons_of(course):
        mark_lesson_done(lesson, by=who)


def _class(course, who=None, start=30, end=5):
    today = clock.today()
    made = open_class(
        course, code=f"K{start}", starts_on=today - start * DAY, ends_on=today + end * DAY, by=people.one("trainer")
    )
    return enrol(made, who.person, by=people.one("trainer")) if who else made


def test_lessons_and_quiz_complete_a_course_once(learner, heard):
    course = make.course(final_quiz=make.quiz())
    _learn(course, learner)
    assert heard == []

    make.passed(course.final_quiz, learner)
    completion = CourseCompletion.objects.get()
    assert heard == [completion]
    assert completion.snapshot["quiz"]["points"] == "5"
    assert completion.snapshot["course"]["titles"] == course.titles

    complete_course(course, learner.person, by=people.one("trainer"))
    _learn(course, learner)
    assert (CourseCompletion.objects.count(), len(heard)) == (1, 1)


def test_failed_quiz_completes_nothing(learner, heard):
    course = make.course(final_quiz=make.quiz())
    _learn(course, learner)
    make.passed(course.final_quiz, learner, wrong=3)
    assert heard == []


def test_quiz_first_and_last_lesson_later(learner, heard):
    course = make.course(final_quiz=make.quiz())
    make.passed(course.final_quiz, learner)
    assert heard == []
    _learn(course, learner)
    assert len(heard) == 1


def test_practice_counts_when_the_learner_has_signed(learner, heard):
    version = make.released()
    course = make.course(checklist=make.checklist(version))
    _learn(course, learner)
    assessor = make.assessor()
    observed = Observed(
        person=learner.person,
        kind="assessment",
        happened_on=clock.today(),
        checklist=course.checklist,
        lines={line["id"]: "met" for line in make.LINES},
        measured={"p1": "37", "p2": "40"},
    )
    made = record_assessment(observed, by=assessor, proof=people.proof(assessor))
    assert heard == []
    accept_assessment(made, by=learner, proof=people.proof(learner))
    assert [completion.assessment for completion in heard] == [made]


@pytest.mark.parametrize(("periods", "complete"), [("12.5", False), ("12.8", True), ("16", True)])
def test_class_needs_eighty_per_cent_of_its_periods(learner, heard, periods, complete):
    course = make.course(class_required=True)
    enrolment = _class(course, learner)
    _learn(course, learner)
    assert heard == []
    record_attendance(enrolment, periods=Decimal(periods), by=people.user("cme_office"))
    assert bool(heard) is complete


def test_course_of_a_class_is_not_completed_alone(learner, heard):
    course = make.course(class_required=True)
    _learn(course, learner)
    assert heard == []


def test_test_of_an_earlier_class_does_not_count_in_the_next(learner, heard):
    course = make.course(class_required=True, final_quiz=make.quiz())
    _class(course, learner, start=60, end=-40)
    earlier = clock.now() - 50 * DAY
    make.passed(course.final_quiz, learner, at=earlier)
    enrolment = _class(course, learner, start=10)
    record_attendance(enrolment, periods=Decimal(16), by=people.one("trainer"))
    _learn(course, learner)
    assert heard == []
    make.passed(course.final_quiz, learner)
    assert heard[0].course_class == enrolment.course_class


def test_completion_keeps_what_was_true(learner, heard):
    course = make.course()
    _learn(course, learner)
    before = CourseCompletion.objects.get().content
    course.title = "Tên khác"
    course.credit_hours = Decimal(99)
    course.save()
    assert CourseCompletion.objects.get().content == before


def test_lesson_is_marked_once_and_only_by_learners(learner):
    course = make.course()
    lesson = lessons_of(course)[0]
    mark_lesson_done(lesson, by=learner)
    mark_lesson_done(lesson, by=learner)
    assert LessonCompletion.objects.count() == 1
    with pytest.raises(NotAllowed):
        mark_lesson_done(lesson, by=people.user("auditor"))
    assert course_progress(course, learner.person).lessons_done == 1
