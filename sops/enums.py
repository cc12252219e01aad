"""Enumerations of controlled documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Process stage of a document; the part after MSC-SOP- in its number."""

    RCV = "RCV", _("Receipt")
    ISO = "ISO", _("Isolation")
    CUL = "CUL", _("Culture")
    QC = "QC", _("Quality control")
    CRY = "CRY", _("Preservation")
    STO = "STO", _("Storage")
    REL = "REL", _("Release and transport")
    ENV = "ENV", _("Environment and gowning")
    EQP = "EQP", _("Equipment")
    QMS = "QMS", _("Quality management")


class Product(models.TextChoices):
    ALL = "ALL", _("All products")
    MSC = "MSC", _("Mesenchymal stem cells")
    AD = "AD", _("Adipose tissue")
    UC = "UC", _("Umbilical cord")
    IMM = "IMM", _("Immune cells")
    NK = "NK", "NK"
    CIK = "CIK", "CIK"
    GDT = "GDT", "γδT"
    DC = "DC", "DC"


class VersionState(models.TextChoices):
    """State of a frozen version on a day; computed from events and dates, never stored (domain (b))."""

    IN_REVIEW = "in_review", _("In review")
    REVIEWED = "reviewed", _("Reviewed")
    REJECTED = "rejected", _("Returned to draft")
    APPROVED = "approved", _("Approved, not yet effective")
    EFFECTIVE = "effective", _("Effective")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EventKind(models.TextChoices):
    """Event of a candidate other than its release."""

    SUBMITTED = "submitted", pgettext_lazy("candidate", "Submitted")
    REVIEWED = "reviewed", _("Technically reviewed")
    REJECTED = "rejected", _("Returned to draft")


# Which event may follow which; release follows "reviewed". All states of a candidate before its number.
TRANSITIONS: dict[str, set[str]] = {
    "": {EventKind.SUBMITTED},
    EventKind.SUBMITTED: {EventKind.REVIEWED, EventKind.REJECTED},
    EventKind.REVIEWED: {EventKind.REJECTED},
    EventKind.REJECTED: set(),
}


class ChangeClass(models.TextChoices):
    """What a change requires of trained people (domain (b), (f)). Order of severity: editorial < procedural <
    critical.
    """

    EDITORIAL = "editorial", _("Editorial")
    PROCEDURAL = "procedural", _("Procedural")
    CRITICAL = "critical", _("Critical")


class TranslationState(models.TextChoices):
    """State of one segment in one language (domain (c) 2)."""

    UNTRANSLATED = "untranslated", _("Not translated")
    TRANSLATED = "translated", _("Translated")
    RETURNED = "returned", _("Returned with a comment")
    VERIFIED = "verified", _("Verified")


class Origin(models.TextChoices):
    """Origin of the wording of a translation."""

    HUMAN = "human", _("Typed")
    MEMORY = "memory", _("Translation memory")
    IMPORT = "import", _("Imported")
    CARRIED = "carried", _("Carried over")


class Depth(models.TextChoices):
    """The level at which a job role must know an SOP."""

    READ = "read", _("Read and sign")
    QUIZ = "quiz", _("Read and pass the quiz")
    PRACTICAL = "practical", _("Read, quiz, supervised runs and practical assessment")


class Comparator(models.TextChoices):
    """Kind of limit of a critical parameter."""

    PLUS_MINUS = "±", _("± value and tolerance")
    RANGE = "range", _("from – to")
    AT_LEAST = "≥", _("≥ at least")
    AT_MOST = "≤", _("≤ at most")
    BELOW = "<", _("< below")
    ABOVE = ">", _("> above")
    EXACTLY = "=", _("= exactly")
