from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property

from audit.frozen import frozen
from core.dated import in_language
from sops.enums import ChangeClass, EventKind
from sops.models.sop import Sop
from staff.models import Person, Signature


class SopVersionQuerySet(models.QuerySet["SopVersion"]):
    def effective_on(self, day: dt.date, known_at: dt.datetime | None = None) -> SopVersionQuerySet:
        """Returns the version in force on `day` of every SOP: the latest release begun by then, unless that one is
        withdrawn (R-05, R-08).

        A release withdrawn on or before its effective date never took effect and is passed over; if it was withdrawn
        later, nothing is in force after it. With `known_at`, only releases and withdrawals recorded by then.
        """
        newest = Subquery(
            Release.objects.begun_by(day, known_at)
            .filter(sop=OuterRef("sop"))
            .order_by("-effective_on", "-number")
            .values("pk")[:1]
        )
        ended = Q(release__withdrawal__withdrawn_on__lte=day)
        if known_at is not None:
            ended &= Q(release__withdrawal__recorded_at__lte=known_at)
        return self.filter(release__pk=newest).exclude(ended)

    def released(self) -> SopVersionQuerySet:
        return self.filter(release__isnull=False)

    def numbered(self) -> SopVersionQuerySet:
        return self.annotate(number=F("release__number"))


@frozen
class SopVersion(models.Model):
    """A frozen candidate: canonical JSON of the whole document in every verified language, and its SHA-256.

    Its number comes with the release.
    """

    sop = models.ForeignKey(Sop, models.PROTECT, related_name="versions")
    base = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors"
    )  # the effective version it was compared with
    content = models.TextField()  # canonical JSON, see docs/content.md
    sha256 = models.CharField(max_length=64, db_index=True)
    source_sha256 = models.CharField(max_length=64)  # hash of the source language alone (translation binds to it)
    source_version = models.CharField(max_length=64, blank=True)  # edition of the sending unit
    languages = models.JSONField()  # every complete language, source first
    change_class = models.CharField(
        max_length=16, blank=True
    )  # the most severe class of its changes; empty for a first version
    changes = models.TextField(default="[]")  # canonical JSON of the classified changes against base
    change_reason = models.TextField(default="{}")  # canonical JSON {"ja", "vi", "en"}
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = SopVersionQuerySet.as_manager()

    class Meta:
        ordering = ["sop", "pk"]

    def __str__(self) -> str:
        release = getattr(self, "release", None)
        return f"{self.sop.number} v{release.number}" if release else f"{self.sop.number}, SHA-256 {self.sha256[:8]}…"

    @cached_property
    def document(self) -> dict[str, Any]:
        """The content as a dict."""
        return json.loads(self.content)

    @cached_property
    def change_list(self) -> list[dict[str, Any]]:
        return json.loads(self.changes)

    @property
    def title(self) -> str:
        return in_language(self.document["title"])

    @property
    def reason(self) -> str:
        return in_language(json.loads(self.change_reason))


@frozen
class Segment(models.Model):
    """One text of a version in one language: the source of search and translation memory."""

    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="segments")
    path = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    text = models.TextField()
    folded = models.TextField()
    source_hash = models.CharField(max_length=64)  # hash of the source text of this segment

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "path", "language"], name="segment_once")]
        indexes = [
            models.Index(fields=["version", "position"], name="segment_order"),
            models.Index(fields=["source_hash", "language"], name="segment_source"),
        ]
        ordering = ["version", "position"]

    def __str__(self) -> str:
        return f"{self.path} [{self.language}]"


@frozen
class VersionEvent(models.Model):
    """Submitted, reviewed, returned: events of a candidate other than its release."""

    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        # each step at most once: of two reviewers at the same moment, one is refused
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="version_event_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.kind}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def begun_by(self, day: dt.date, known_at: dt.datetime | None = None) -> ReleaseQuerySet:
        """Releases whose effective date is `day` or earlier and that were not withdrawn on or before that date."""
        never = Q(withdrawal__withdrawn_on__lte=F("effective_on"))
        rows = self.filter(effective_on__lte=day)
        if known_at is not None:
            rows = rows.filter(approved_at__lte=known_at)
            never &= Q(withdrawal__recorded_at__lte=known_at)
        return rows.exclude(never)


@frozen
class Release(models.Model):
    """Approval: gives the version its number and its effective date (R-03, R-05).

    Effective and superseded follow from the dates.
    """

    version = models.OneToOneField(SopVersion, models.PROTECT, related_name="release")
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    effective_on = models.DateField(db_index=True)
    change_class = models.CharField(max_length=16, blank=True, choices=ChangeClass.choices)
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")
    early_reason = models.TextField(blank=True)  # justification when it takes effect before people are trained

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["sop", "number"]
        constraints = [models.UniqueConstraint(fields=["sop", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"{self.sop.number} v{self.number}"


@frozen
class Withdrawal(models.Model):
    """QA ends a release: before its effective date (it never takes effect) or later (nothing is in force until the next
    release).
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    withdrawn_on = models.DateField()
    reasons = models.JSONField()  # {"vi", "en", "ja"}
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.release} – {self.withdrawn_on}"
