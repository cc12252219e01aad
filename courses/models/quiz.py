from __future__ import annotations

from django.db import models

from core import clock
from core.dated import in_language
from courses.enums import QuizKind
from sops.models import Sop


class Quiz(models.Model):  # type: ignore[django-manager-missing]  # its courses are pages, whose manager comes from Wagtail, which has no types
    """A quiz and its rules. Attempts keep the rules and questions they were started with."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=8, choices=QuizKind.choices)
    sop = models.ForeignKey(Sop, models.PROTECT, null=True, blank=True, related_name="quizzes")
    sop_version = models.PositiveIntegerField(
        null=True, blank=True
    )  # version number the questions were checked against
    titles = models.JSONField()
    languages = models.JSONField(default=list)
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2)  # per cent
    max_attempts = models.PositiveSmallIntegerField()
    wait_hours = models.PositiveSmallIntegerField()
    time_limit_min = models.PositiveSmallIntegerField(null=True, blank=True)
    draw = models.PositiveSmallIntegerField(null=True, blank=True)  # questions per attempt; null = all
    # a quiz is not required on days before it was created
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)


class Question(models.Model):
    """A question of the bank; `data` has the shape of docs/questions.md.

    Attempts copy it, so editing it changes no attempt.
    """

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    data = models.JSONField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "key"], name="question_key_once")]

    def __str__(self) -> str:
        return self.key
