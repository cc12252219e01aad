"""What the database itself refuses of a class."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from courses.models import ClassDocument, CourseClass, Enrolment
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
BEGIN, END = dt.date(2026, 3, 1), dt.date(2026, 3, 31)


@pytest.fixture
def group():
    return CourseClass.objects.create(course=make.course(), code="K1", starts_on=BEGIN, ends_on=END)


@pytest.mark.parametrize(
    ("day", "running"), [(dt.date(2026, 2, 28), False), (BEGIN, True), (END, True), (dt.date(2026, 4, 1), False)]
)
def test_class_runs_on_its_first_and_its_last_day(group, day, running):
    assert CourseClass.objects.running_on(day).exists() is running


def test_class_does_not_end_before_it_begins(group):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseClass.objects.create(course=group.course, code="K2", starts_on=END, ends_on=BEGIN)


def test_code_paper_and_person_stand_once(group):
    person = people.person()
    Enrolment.objects.create(course_class=group, person=person)
    ClassDocument.objects.create(course_class=group, kind="plan", number="1", day=BEGIN)

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseClass.objects.create(course=group.course, code="K1", starts_on=BEGIN, ends_on=END)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(course_class=group, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassDocument.objects.create(course_class=group, kind="plan", number="1", day=END)
