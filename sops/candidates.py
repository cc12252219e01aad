"""Questions about candidates: which one is open, how far it has come, what it is compared with."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from sops.enums import EventKind, VersionState
from sops.models import Sop, SopVersion, VersionEvent
from sops.queries import candidate_state, standings
from staff.models import User


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
    """How far a candidate has come: in review, reviewed, returned; once released, approved (the day decides the rest, see `standings`)."""
    if hasattr(version, "release"):
        return VersionState.APPROVED
    return candidate_state(event.kind for event in version.events.all())


def base_of(sop: Sop, day: dt.date) -> SopVersion | None:
    """What a new candidate is compared with: the latest version that is or will be in force, else the last that ever was."""
    return next((standing.version for standing in standings(sop, day) if standing.first_day is not None), None)


def waiting_for(user: User) -> list[SopVersion]:
    """Open candidates whose next signature this account may give now; the oldest first."""
    from sops.policies import can_approve, can_review  # the policies ask the questions above

    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    candidates = (
        SopVersion.objects.filter(~Exists(rejected), release__isnull=True)
        .select_related("sop", "author", "release", "base__release")
        .prefetch_related("events")
        .order_by("submitted_at")
    )
    return [version for version in candidates if can_review(version, by=user) or can_approve(version, by=user)]
