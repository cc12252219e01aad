"""Enumerations of certificates and of CME credit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    CME = "cme", _("CME certificate")
    COMPETENCE = "competence", _("Certificate of competence")


class CertificateState(models.TextChoices):
    """State of a certificate, computed from its revocation, its successor and its dates."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class SequenceScope(models.TextChoices):
    """When a sequence of numbers restarts."""

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
