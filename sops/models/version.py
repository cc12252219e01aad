from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property

from audit.frozen import frozen
from core.dated import in_language
from sops.models.sop import Sop
from staff.models import Person


class SopVersionQuerySet(models.QuerySet["SopVersion"]):
    def effective_on(self, day: dt.date, known_at: dt.datetime | None = None) -> SopVersionQuerySet:
        """The version in force on `day` of every SOP: the latest release begun by then, unless that one is withdrawn (R-05, R-08).

        A release withdrawn on or before its first day never took effect and is passed over; withdrawn later, nothing is in force after it.
        With `known_at`, only releases and withdrawals the system knew then.
        """
        from sops.models.event import Release  # the two tables refer to each other

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
    """A frozen candidate: canonical JSON of the whole document in every verified language, and its SHA-256. Its number comes with the release."""

    sop = models.ForeignKey(Sop, models.PROTECT, related_name="versions")
    base = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors"
    )  # the effective version it was compared with
    content = models.TextField()  # canonical JSON, see docs/content.md
    sha256 = models.CharField(max_length=64, db_index=True)
    source_sha256 = models.CharField(max_length=64)  # hash of the source language alone (translation binds to it)
    source_version = models.CharField(max_length=64, blank=True)  # edition of the sending unit
    languages = models.JSONField()  # every language in whole, source first
    change_class = models.CharField(
        max_length=16, blank=True
    )  # the gravest class of its changes; empty for a first version
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
    """One text of a version in one language: what search reads and translation memory learns from."""

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
