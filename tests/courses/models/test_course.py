"""Courses and lessons as pages: their addresses are ours, their texts plain."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses.models import CoursePage
from courses.queries import lessons_of
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


def test_links_of_the_editor_lead_to_our_own_pages():
    course = make.course(lessons=1)
    (lesson,) = lessons_of(course)

    assert course.get_url_parts()[2] == reverse("course_detail", args=[course.slug])
    assert lesson.get_url_parts()[2] == reverse("lesson", args=[course.slug, "l01"])
    assert course.get_parent().specific.get_url_parts()[2] == reverse("course_list")


def test_only_published_courses_are_listed_by_their_code():
    last, first, draft = [make.course(lessons=0) for _each in range(3)]
    for course, code in ((last, "Z-1"), (first, "A-1"), (draft, "B-1")):
        course.code = code
        course.save()
    draft.unpublish()

    assert list(CoursePage.objects.listed()) == [first, last]


def test_periods_are_theory_and_practice():
    assert make.course(theory_periods=Decimal("1.5"), practice_periods=Decimal(2)).periods == Decimal("3.5")


def test_attendance_of_a_course_is_a_share():
    with pytest.raises(ValidationError) as refused:
        make.course(attendance_percent=Decimal("100.01"))
    assert list(refused.value.message_dict) == ["attendance_percent"]


def test_lecturers_are_those_of_the_programme():
    taught = {"lecturers": [{"name": "TS. Lê Minh", "role": "lead", "topics": make.text("Ủ")}]}

    assert (make.course(programme=taught).lecturers, make.course().lecturers) == (["TS. Lê Minh"], [])
