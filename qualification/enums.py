"""States and choices of a qualification."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """May this person do this work? Computed from facts for a day, never stored (domain (f))."""

    VALID = "valid", _("Qualified")
    EXPIRING = "expiring", _("Qualified, expires soon")
    EXPIRED = "expired", _("Expired")
    SUSPENDED = "suspended", _("Suspended")
    DISQUALIFIED = "disqualified", _("Disqualified")
    NOT_TRAINED = "not_trained", _("Not yet trained")
    NOT_REQUIRED = "not_required", _("Not required")


class RestrictionKind(models.TextChoices):
    """Acts that take away or give back the right to work."""

    SUSPENSION = "suspension", _("Suspended")
    DISQUALIFICATION = "disqualification", _("Disqualified")
    LIFTED = "lifted", _("Restored")


class Activity(models.TextChoices):
    """What an appointment ahead is for."""

    SUPERVISED_RUN = "supervised_run", _("Supervised run")
    ASSESSMENT = "assessment", _("Practical assessment")
    REQUALIFICATION = "requalification", _("Requalification")
    GOWNING = "gowning_requalification", _("Gowning requalification")
    APS = "aps", _("Media fill")


class Step(models.TextChoices):
    """What a person does next on the way to a qualification, in this order (domain (f))."""

    READ = "read", _("Read and sign")
    QUIZ = "quiz", _("Quiz")
    RUN = "run", _("Supervised run")
    ASSESSMENT = "assessment", _("Practical assessment")
    FILL = "fill", _("Media fill")


class Duty(models.TextChoices):
    """A part of training, in the order in which it is done. A new version asks for some again, by its change class."""

    READ = "read", _("read and sign")
    QUIZ = "quiz", _("quiz")
    PRACTICE = "practice", _("supervised run and practical assessment")
