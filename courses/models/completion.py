from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from audit.frozen import frozen
from courses.models.attempt import Submission
from courses.models.classes import CourseClass
from courses.models.course import CoursePage
from courses.models.practice import Assessment
from staff.models import Person


@frozen
class LessonCompletion(models.Model):
    """A lesson marked as done by a person; refers to the key of the lesson, which outlives its page."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="lessons_done")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="lessons_done")
    lesson_key = models.CharField(max_length=32)
    completed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "course", "lesson_key"], name="lesson_done_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.lesson_key}"


@frozen
class CourseCompletion(models.Model):
    """All requirements of a course were met on this day: the basis of a certificate, once per person and occasion."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="completions")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="completions")
    course_class = models.ForeignKey(CourseClass, models.PROTECT, null=True, related_name="completions")
    occasion = models.CharField(
        max_length=32
    )  # "self", or the class: a person may take a course again in another class
    completed_on = models.DateField()
    recorded_at = models.DateTimeField()
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    content = models.TextField()  # canonical JSON: titles, code, periods, hours, dates, class, results as they were
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["completed_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "course", "occasion"], name="completed_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.course.code}"

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        return json.loads(self.content)
