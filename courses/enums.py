"""Enumerations of courses, quizzes and practice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuizKind(models.TextChoices):
    SOP = "sop", _("On an SOP")
    FINAL = "final", _("End of a course")


class QuestionType(models.TextChoices):
    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "true_false", _("True or false")
    NUMERIC = "numeric", _("A number with its unit")
    ORDERING = "ordering", _("Put in order")
    MATCHING = "matching", _("Match pairs")
    SHORT_ANSWER = "short_answer", _("Short answer")


class AttemptState(models.TextChoices):
    """State of an attempt, computed from its deadline and its submission."""

    OPEN = "open", pgettext_lazy("attempt", "Open")
    EXPIRED = "expired", _("Time is up")
    SUBMITTED = "submitted", _("Submitted")


class ChecklistKind(models.TextChoices):
    """The kind of practice that a checklist observes."""

    PRACTICAL = "practical", _("Practical assessment")
    GOWNING = "gowning", _("Gowning")
    APS = "aps", _("Media fill")


class PracticeKind(models.TextChoices):
    """What was observed: a supervised run, the assessment itself, or a media fill."""

    RUN = "run", _("Supervised run")
    ASSESSMENT = "assessment", _("Practical assessment")
    APS = "aps", _("Media fill")


class CourseMode(models.TextChoices):
    """Mode of delivery of a course (TT 32/2023: in person or blended)."""

    IN_PERSON = "in_person", _("In person")
    BLENDED = "blended", _("Blended")
    ONLINE = "online", _("Online")


class ClassDocumentKind(models.TextChoices):
    """Documents of a class file, in the order in which they are issued (domain (g))."""

    PLAN = "plan", _("Plan of the class")
    OPEN = "open", _("Decision to open the class")
    ADMIT = "admit", _("Decision to admit the learners")
    COMMITTEE = "committee", _("Decision on the organising committee")
    LECTURERS = "lecturers", _("Decision on the lecturers")
    ISSUE = "issue", _("Decision to issue certificates")


class ClassState(models.TextChoices):
    """State of a class, computed from its dates."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class LineResult(models.TextChoices):
    """The assessor's result for one line of a checklist."""

    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    NA = "na", _("Not applicable")
