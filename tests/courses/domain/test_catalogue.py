"""Courses and lessons as pages, made from plain data."""

from __future__ import annotations

import pytest

from audit.models import AuditEvent
from core.errors import Conflict, NotAllowed, Refused
from courses.domain.catalogue import add_lesson, course_index, create_course
from courses.models import CourseIndexPage, CoursePage
from courses.queries import lessons_of
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def test_courses_stand_on_one_shelf():
    first, second = make.course(lessons=0), make.course(lessons=0)

    assert CourseIndexPage.objects.get() == course_index()
    assert {first.get_parent().pk, second.get_parent().pk} == {course_index().pk}


@pytest.mark.parametrize("taken", ["code", "slug"])
def test_code_and_address_are_taken_once(taken):
    course = make.course(lessons=0)
    given = {"code": "NEW-1", "slug": "new", taken: getattr(course, taken)}

    with pytest.raises(Conflict):
        create_course(titles={"vi": "x"}, by=people.one("trainer"), **given)
    assert CoursePage.objects.get() == course


def test_lessons_stand_in_their_order_with_their_module_and_words():
    course = make.course(lessons=2)

    assert [(row.key, row.module, row.title_en, row.summary_en) for row in lessons_of(course)] == [
        ("l01", "m1", "Bài 1 (en)", "Summary 1"),
        ("l02", "m1", "Bài 2 (en)", "Summary 2"),
    ]
    assert [block.value["key"] for block in course.modules] == ["m1"]
    assert AuditEvent.objects.filter(action="lesson_created").count() == 2


def test_key_of_a_lesson_is_taken_once_in_its_course():
    first, second = make.course(lessons=1), make.course(lessons=0)

    add_lesson(second, key="l01", titles={"vi": "x"}, by=people.one("trainer"))
    with pytest.raises(Refused) as refused:
        add_lesson(first, key="l01", titles={"vi": "x"}, by=people.one("trainer"))
    assert refused.value.field == "key"


@pytest.mark.parametrize("role", ["learner", "cme_office", "admin"])
def test_only_those_who_write_courses_make_them(role):
    course = make.course(lessons=0)
    who = people.user(role)

    with pytest.raises(NotAllowed):
        create_course(slug="x", code="X-1", titles={"vi": "x"}, by=who)
    with pytest.raises(NotAllowed):
        add_lesson(course, key="x", titles={"vi": "x"}, by=who)
