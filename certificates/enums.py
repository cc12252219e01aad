"""Words of qualification, certificates and CME."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
