from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from audit.frozen import frozen
from courses.models.quiz import Quiz
from sops.models import SopVersion
from staff.models import Person


@frozen
class Attempt(models.Model):
    """One attempt of one person: the questions exactly as asked, and the rules, frozen at the start."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    sop_version = models.ForeignKey(
        SopVersion, models.PROTECT, null=True, related_name="attempts"
    )  # the version this attempt counts for
    number = models.PositiveSmallIntegerField()  # 1, 2, … of this person at this quiz, over all versions and classes
    turn = models.PositiveSmallIntegerField(default=1)  # of the present round (version, class): what the limit counts
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    language = models.CharField(max_length=8)
    questions = models.TextField()  # canonical JSON with the key of answers; never sent to the browser whole
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "quiz", "number"], name="attempt_number_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.quiz} ({self.number})"

    @cached_property
    def asked(self) -> list[dict[str, Any]]:
        """The questions as asked, with their keys: for grading and the result, never for the page of an open
        attempt.
        """
        return json.loads(self.questions)


class Answer(models.Model):
    """The newest saved answer to one question; a higher `sequence` of the same browser replaces a lower one, never the
    reverse.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    key = models.CharField(max_length=64)
    data = models.JSONField()
    sequence = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "key"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.key}"


@frozen
class Submission(models.Model):
    """The single end of an attempt: answers as given, result as graded."""

    attempt = models.OneToOneField(Attempt, models.PROTECT, related_name="submission")
    submitted_at = models.DateTimeField()
    happened_on = models.DateField()
    by_expiry = models.BooleanField(default=False)
    result = models.TextField()  # canonical JSON: per question answer, points, correct
    points = models.DecimalField(max_digits=8, decimal_places=3)
    max_points = models.DecimalField(max_digits=8, decimal_places=3)
    passed = models.BooleanField()
    sha256 = models.CharField(max_length=64)  # over questions and result

    def __str__(self) -> str:
        return f"{self.attempt}: {self.points}/{self.max_points}"

    @cached_property
    def graded(self) -> list[dict[str, Any]]:
        """One entry per question, in the order asked: key, answer, points, max, correct, reason, detail."""
        return json.loads(self.result)["questions"]


@frozen
class ExtraAttempt(models.Model):
    """One more attempt granted by a trainer after retraining; it raises the limit of that round by one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="extra_attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="extra_attempts")
    sop_version = models.ForeignKey(SopVersion, models.PROTECT, null=True, related_name="+")
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.quiz}"
