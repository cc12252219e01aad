from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from courses.enums import ClassDocumentKind
from courses.models.course import CoursePage
from staff.models import Person


class CourseClassQuerySet(models.QuerySet["CourseClass"]):
    def running_on(self, day: dt.date) -> CourseClassQuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class CourseClass(models.Model):
    """A class of a course with its dates, venue and file (domain (g): kế hoạch mở lớp … quyết định cấp chứng nhận)."""

    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="classes")
    code = models.CharField(max_length=32)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=255, blank=True)

    objects = CourseClassQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "code"]
        verbose_name_plural = "classes"
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="class_code_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="class_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.course.code} {self.code}"


class ClassDocument(models.Model):
    """A plan or decision in the class file: its number and date."""

    course_class = models.ForeignKey(CourseClass, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=ClassDocumentKind.choices)
    number = models.CharField(max_length=64)
    day = models.DateField()
    title = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["course_class", "kind", "number"], name="class_document_once")]

    def __str__(self) -> str:
        return self.number


class Enrolment(models.Model):
    """A person in a class.

    The CME office enters the attended periods; each entry is in the audit trail with its old value.
    """

    course_class = models.ForeignKey(CourseClass, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    attended_periods = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True
    )  # null = not entered yet
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["course_class", "person"], name="enrolled_once")]

    def __str__(self) -> str:
        return f"{self.course_class}: {self.person}"
