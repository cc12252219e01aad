from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from audit.frozen import frozen
from sops.enums import ChangeClass, EventKind
from sops.models.sop import Sop
from sops.models.version import SopVersion
from staff.models import Person, Signature


@frozen
class VersionEvent(models.Model):
    """Submitted, reviewed, returned: what happened to a candidate before or instead of its release."""

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
        """Releases whose first day is `day` or earlier and that were not withdrawn on or before that first day."""
        never = Q(withdrawal__withdrawn_on__lte=F("effective_on"))
        rows = self.filter(effective_on__lte=day)
        if known_at is not None:
            rows = rows.filter(approved_at__lte=known_at)
            never &= Q(withdrawal__recorded_at__lte=known_at)
        return rows.exclude(never)


@frozen
class Release(models.Model):
    """Approval: gives the version its number and its first effective day (R-03, R-05). Effective, superseded follow from the dates."""

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
    """QA ends a release: before its first day (it never takes effect) or later (nothing is in force until the next release)."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    withdrawn_on = models.DateField()
    reasons = models.JSONField()  # {"vi", "en", "ja"}
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.release} – {self.withdrawn_on}"
