"""Questions about candidates: which one is open, how far it has come, what it is compared with."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from sops.enums import EventKind, VersionState
from sops.models import Sop, SopVersion, VersionEvent
from sops.queries import candidate_state, version_statuses


def open_candidate(sop: Sop) -> SopVersion | None:
    """The frozen candidate that waits for review or approval; there is at most one per document."""
    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    return (
        SopVersion.objects.filter(~Exists(rejected), sop=sop, release__isnull=True)
        .select_related("sop", "base__release", "author")
        .order_by("-pk")
        .first()
    )


def has_candidate(sop: Sop) -> bool:
    """Whether a candidate waits for review or approval. One light query."""
    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    return SopVersion.objects.filter(~Exists(rejected), sop=sop, release__isnull=True).exists()


def stage_of(version: SopVersion) -> VersionState:
    """How far a candidate has come: in review, reviewed, returned; once released, approved
    (the day decides the rest, see `version_statuses`).
    """
    if hasattr(version, "release"):
        return VersionState.APPROVED
    return candidate_state(event.kind for event in version.events.all())


def base_of(sop: Sop, day: dt.date) -> SopVersion | None:
    """What a new candidate is compared with: the latest version that is or will be in force,
    else the last that ever was.
    """
    return next((status.version for status in version_statuses(sop, day) if status.first_day is not None), None)
