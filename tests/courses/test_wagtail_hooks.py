"""Courses in the editor: what evidence refers to stays."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from courses.domain.completion import mark_lesson_done
from courses.models import CoursePage
from courses.queries import lessons_of
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def delete(client, course):
    client.force_login(people.user("trainer", is_superuser=True))  # whom the editor itself would let
    return client.post(f"/admin/pages/{course.pk}/delete/")


def test_a_course_somebody_learnt_from_is_not_deleted(client):
    course = make.course(lessons=1)
    mark_lesson_done(lessons_of(course)[0], by=people.user("learner"))

    answer = delete(client, course)

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/pages/{course.get_parent().pk}/")
    assert CoursePage.objects.filter(pk=course.pk).exists()
    with pytest.raises(ProtectedError):  # and where the editor is passed by, the database keeps it
        course.delete()


def test_a_course_nobody_has_touched_may_go(client):
    course = make.course(lessons=1)

    delete(client, course)

    assert not CoursePage.objects.filter(pk=course.pk).exists()
