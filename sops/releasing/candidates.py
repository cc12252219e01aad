"""Queries of candidates: which one is open, its progress, and the version it is compared with."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from sops.enums import EventKind, VersionState
from sops.models import Sop, SopVersion, VersionEvent
from sops.queries import candidate_state, version_statuses


def open_candidate(sop: Sop) -> SopVersion | None:
    """Returns the frozen candidate in review or awaiting approval; there is at most one per document."""
    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    return (
        SopVersion.objects.filter(~Exists(rejected), sop=sop, release__isnull=True)
        .select_related("sop", "base__release", "author")
        .order_by("-pk")
        .first()
    )


def has_candidate(sop: Sop) -> bool:
    """Whether a candidate awaits review or approval. One light query."""
    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    return SopVersion.objects.filter(~Exists(rejected), sop=sop, release__isnull=True).exists()


def stage_of(version: SopVersion) -> VersionState:
    """Returns the progress of a candidate: in review, reviewed, returned; once released, approved (the rest depends on
    the day, see `version_statuses`).
    """
    if hasattr(version, "release"):
        return VersionState.APPROVED
    return candidate_state(event.kind for event in version.events.all())


def base_of(sop: Sop, day: dt.date) -> SopVersion | None:
    """Returns the version with which a new candidate is compared: the latest that is or will be in force, else the last
    that ever was.
    """
    return next((status.version for status in version_statuses(sop, day) if status.first_day is not None), None)
