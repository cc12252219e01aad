"""Words of qualification, certificates and CME."""

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


class StandingKind(models.TextChoices):
    """Acts that take away or give back the right to work."""

    SUSPENSION = "suspension", _("Suspended")
    DISQUALIFICATION = "disqualification", _("Disqualified")
    LIFTED = "lifted", _("Restored")


class CertificateKind(models.TextChoices):
    CME = "cme", _("CME certificate")
    COMPETENCE = "competence", _("Certificate of competence")


class CertificateState(models.TextChoices):
    """Computed from the certificate, its revocation, its successor and its dates."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class SequenceScope(models.TextChoices):
    """When a sequence of numbers begins anew."""

    YEAR = "year", _("Every year")
    CLASS = "class", _("Every class")
    UNIT = "unit", _("Never, one for each unit")


class WindowMode(models.TextChoices):
    """Which hours count on a day (domain (g))."""

    ROLLING = "rolling", _("The years before that day")
    FIXED = "fixed", _("Consecutive periods from the licence")


class CreditForm(models.TextChoices):
    """Forms of continuing education, Luật KCB 15/2023 Đ22(2)."""

    A = "a", _("Short course, conference")
    B = "b", _("Textbook and professional material")
    C = "c", _("Research, teaching")
    D = "d", _("Self-study and other forms")


class ClaimState(models.TextChoices):
    """Computed from the claim and its decision."""

    PENDING = "pending", _("Waiting for verification")
    VERIFIED = "verified", _("Verified")
    REJECTED = "rejected", _("Rejected")


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
