from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from audit.frozen import frozen
from certificates.enums import CertificateKind, CertificateState, SequenceScope
from core.dated import Dated, DatedQuerySet, in_language
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.models import Person, Unit


class NumberPattern(Dated):
    """Number pattern of a form of certificate from a day on, by unit (domain (g)).

    `template` is checked by certificates.numbering.
    """

    form = models.CharField(max_length=16)  # TT32-A, NL
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="number_patterns"
    )  # null = every issuing unit
    template = models.CharField(max_length=64)  # {seq:04}/{year}/{course}
    prefix = models.CharField(max_length=16, blank=True)
    scope = models.CharField(max_length=8, choices=SequenceScope.choices, default=SequenceScope.YEAR)
    first = models.PositiveIntegerField(default=1)
    confirmed = models.BooleanField(default=False)  # [D] until the institution confirms it

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["form", "valid_from"]

    def __str__(self) -> str:
        return f"{self.form}: {self.template}"


class NumberSequence(models.Model):
    """The last number taken of one sequence. Its row is locked while the next is taken."""

    key = models.CharField(max_length=128, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def with_fate(self) -> CertificateQuerySet:
        """Selects, in the same query, the rows from which the state is computed."""
        return self.select_related("revocation", "superseded_by", "person")

    def valid(self) -> CertificateQuerySet:
        """Neither revoked nor replaced."""
        return self.filter(revocation=None, superseded_by=None)


@frozen
class Certificate(models.Model):
    """A certificate as it was issued: every text, name and figure frozen in `payload` (domain (k) 1, 2, 27)."""

    kind = models.CharField(max_length=16, choices=CertificateKind.choices)
    form = models.CharField(max_length=16)
    number = models.CharField(max_length=64, unique=True)
    series = models.CharField(max_length=128)  # the sequence it was taken from
    sequence = models.PositiveIntegerField()
    check_code = models.CharField(max_length=14, unique=True)  # random, public: MS8D-0NK9-S5KP
    # What it was issued for, once: "completion-7", "confirmation-3", or "supersedes-5". Never null, so that a race
    # cannot slip through.
    occasion = models.CharField(max_length=48, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    completion = models.ForeignKey(CourseCompletion, models.PROTECT, null=True, related_name="certificates")
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, null=True, related_name="certificates")
    signer = models.ForeignKey(Person, models.PROTECT, related_name="certificates_signed")
    issued_on = models.DateField()
    valid_to = models.DateField(null=True)  # last day; competence only
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    recorded_at = models.DateTimeField()
    payload = models.TextField()  # canonical JSON, shape in certificates.payload
    sha256 = models.CharField(max_length=64)  # of the payload; what the signer signed
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    reasons = models.JSONField(default=dict)  # why it replaces the earlier one

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["series", "sequence"], name="certificate_sequence_once")]
        indexes = [models.Index(fields=["issued_on"], name="certificate_issued_on")]

    def __str__(self) -> str:
        return self.number

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The payload as plain values."""
        return json.loads(self.payload)

    @property
    def title(self) -> str:
        """The title of its subject, in the reader's language."""
        return in_language(self.facts["subject"]["titles"])

    def state_on(self, day: dt.date) -> str:
        """Returns the state on `day`, from its revocation, its successor and its last day; no job changes it."""
        revocation = getattr(self, "revocation", None)
        if revocation and revocation.revoked_on <= day:
            return CertificateState.REVOKED
        successor = getattr(self, "superseded_by", None)
        if successor and successor.issued_on <= day:
            return CertificateState.SUPERSEDED
        if self.valid_to and self.valid_to < day:
            return CertificateState.EXPIRED
        return CertificateState.VALID


@frozen
class CertificateFile(models.Model):
    """The sealed PDF of a certificate, byte for byte. A table of its own, so that lists do not load the bytes."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="file")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64)  # SHA-256 of the seal's certificate
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


@frozen
class Revocation(models.Model):
    """A certificate is invalid from a day on: publicly, with the date and a public reason (domain (g))."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    revoked_on = models.DateField()
    document = models.CharField(max_length=64, blank=True)  # number of the decision
    public_reasons = models.JSONField()  # {"vi", "en", "ja"}: must not name or accuse anybody
    reason = models.TextField()  # for the file
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate} {self.revoked_on}"

    @property
    def public_reason(self) -> str:
        return in_language(self.public_reasons)


@frozen
class VoidNumber(models.Model):
    """A number of the register without a certificate, and the reason. It is never used again."""

    number = models.CharField(max_length=64, unique=True)
    series = models.CharField(max_length=128)
    sequence = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "sequence"], name="void_number_once")]

    def __str__(self) -> str:
        return self.number


class Lookup(models.Model):
    """Number of public checks by day and answer. Who asked is not recorded."""

    day = models.DateField()
    state = models.CharField(max_length=16)
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="lookups")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "state", "certificate"], name="lookup_once"),
            models.UniqueConstraint(
                fields=["day", "state"], condition=models.Q(certificate=None), name="lookup_unknown_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.state}: {self.count}"
