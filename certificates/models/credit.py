from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from certificates.enums import CreditForm, WindowMode
from certificates.models.certificate import Certificate
from core.dated import Dated, DatedQuerySet, in_language
from staff.models import Person


class CmeRegime(models.Model):
    """A rule of continuing education: hours required within a number of years (domain (g)).

    Null hours = to be entered by the institution.
    """

    code = models.SlugField(unique=True)
    names = models.JSONField()
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    period_years = models.PositiveSmallIntegerField()
    minimum_per_year = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    window_mode = models.CharField(max_length=8, choices=WindowMode.choices, default=WindowMode.ROLLING)
    counts_from = models.DateField(null=True, blank=True)  # hours before this day do not count
    unit = models.CharField(max_length=32, default="giờ tín chỉ")
    clause = models.CharField(max_length=255, blank=True)
    confirmed = models.BooleanField(default=False)  # [D] until the institution confirms it

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)


class RegimeMembership(Dated):
    """The regime of a person, from a day to a day; `anchor` starts the fixed periods (licence issue or renewal)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="cme_regimes")
    regime = models.ForeignKey(CmeRegime, models.PROTECT, related_name="memberships")
    anchor = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.person}: {self.regime.code}"


class ConversionRow(Dated):
    """The hours for one unit of an activity, by role, from a day on.

    Changing a row never changes earlier lines of the ledger.
    """

    regime = models.ForeignKey(CmeRegime, models.PROTECT, related_name="conversions")
    form = models.CharField(max_length=1, choices=CreditForm.choices)
    activity = models.SlugField(max_length=64)
    role = models.SlugField(max_length=64)
    names = models.JSONField()
    unit = models.CharField(max_length=32)  # tiết, buổi, bài, …
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    cap = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)  # at most, per entry
    clause = models.CharField(max_length=255, blank=True)
    confirmed = models.BooleanField(default=False)  # [D] until the institution confirms it

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["form", "activity", "role", "-valid_from"]

    def __str__(self) -> str:
        return in_language(self.names)


@frozen
class CreditClaim(models.Model):
    """Hours earned elsewhere, as claimed: activity, place, document.

    They count once another person has verified the claim.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="credit_claims")
    started_on = models.DateField()
    ended_on = models.DateField()
    row = models.ForeignKey(ConversionRow, models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=7, decimal_places=2)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    title = models.CharField(max_length=500)
    organiser = models.CharField(max_length=255)
    evidence = models.CharField(max_length=255)  # number of the document
    scan = models.FileField(upload_to="cme/%Y", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    claimed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-ended_on", "-pk"]

    def __str__(self) -> str:
        return self.title


@frozen
class CreditDecision(models.Model):
    """The single decision of a second person on the claim and its document: verified or rejected."""

    claim = models.OneToOneField(CreditClaim, models.PROTECT, related_name="decision")
    accepted = models.BooleanField()
    reasons = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.claim}: {self.accepted}"


class CmeCreditQuerySet(models.QuerySet["CmeCredit"]):
    def valid(self) -> CmeCreditQuerySet:
        """Lines no later line corrects."""
        return self.filter(corrected_by=None)


@frozen
class CmeCredit(models.Model):
    """One line of the ledger of hours: append-only; a correction is a line that replaces another (R-11)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="cme_credits")
    occasion = models.CharField(max_length=48, unique=True)  # certificate-5, claim-9, correction-3
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="credits")
    claim = models.ForeignKey(CreditClaim, models.PROTECT, null=True, related_name="credits")
    started_on = models.DateField()
    ended_on = models.DateField(db_index=True)  # counts for the window it ends in [D]
    form = models.CharField(max_length=1, choices=CreditForm.choices)
    titles = models.JSONField()
    organiser = models.CharField(max_length=255)
    role = models.CharField(max_length=64)
    quantity = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=32)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    conversion = models.JSONField()  # the row used, as it was
    evidence = models.CharField(max_length=255)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects = CmeCreditQuerySet.as_manager()

    class Meta:
        ordering = ["-ended_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)
