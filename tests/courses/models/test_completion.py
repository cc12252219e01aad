"""A lesson and a course are completed once for each occasion, and stay completed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from courses.models import CourseCompletion, CoursePage, LessonCompletion
from staff.models import Person
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def _completed(course: CoursePage, person: Person, occasion: str) -> CourseCompletion:
    return CourseCompletion.objects.create(
        course=course,
        person=person,
        occasion=occasion,
        completed_on=clock.today(),
        recorded_at=clock.now(),
        content='{"code":"CME-1"}',
        sha256="x",
    )


def test_course_is_completed_once_for_each_occasion():
    course, person = make.course(lessons=0), people.person()
    _completed(course, person, "self")

    with pytest.raises(IntegrityError), transaction.atomic():
        _completed(course, person, "self")
    assert _completed(course, person, "class-1").snapshot == {"code": "CME-1"}


def test_lesson_is_done_once():
    course, person = make.course(lessons=0), people.person()
    given = {"course": course, "person": person, "lesson_key": "l01", "completed_at": clock.now()}
    LessonCompletion.objects.create(**given)

    with pytest.raises(IntegrityError), transaction.atomic():
        LessonCompletion.objects.create(**given)


def test_completion_is_not_changed():
    _completed(make.course(lessons=0), people.person(), "self")

    with pytest.raises(DatabaseError), transaction.atomic():
        CourseCompletion.objects.update(completed_on="2020-01-01")
