"""Queries of documents and their versions: which is in force, the state of the others, where a text is found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import fold
from sops.document.stream import page_content
from sops.enums import EventKind, VersionState
from sops.models import Release, Segment, Sop, SopPage, SopVersion
from staff.models import Person, User

# Columns that lists of versions never need: the document itself.
HEAVY = ("content", "changes")

_CANDIDATE = {
    EventKind.SUBMITTED: VersionState.IN_REVIEW,
    EventKind.REVIEWED: VersionState.REVIEWED,
    EventKind.REJECTED: VersionState.REJECTED,
}


@dataclass
class VersionStatus:
    """A released version on a day: its state, and from when to when it was in force (None: never, or still in
    force).
    """

    version: SopVersion
    state: VersionState
    first_day: dt.date | None
    last_day: dt.date | None = None

    @property
    def release(self) -> Release:
        return self.version.release

    @property
    def number(self) -> int:
        return self.version.release.number

    @property
    def name(self) -> str:
        return f"v{self.number}"


def version_statuses(sop: Sop, day: dt.date) -> list[VersionStatus]:
    """Returns every released version of `sop` with its state on `day`, newest first (R-05, R-08). One query."""
    versions = list(
        SopVersion.objects.released()
        .filter(sop=sop)
        .defer(*HEAVY)
        .select_related("release", "release__withdrawal")
        .order_by("-release__effective_on", "-release__number")
    )
    for version in versions:
        version.sop = sop
    return _version_statuses(versions, day)


def _version_statuses(versions: list[SopVersion], day: dt.date) -> list[VersionStatus]:
    """The same for `versions`, the released versions of one SOP, by effective date, latest first."""
    found: list[VersionStatus] = []
    next_start: dt.date | None = None  # first day of the release that follows in time and did take effect
    for version in versions:
        release = version.release
        withdrawn_on = getattr(getattr(release, "withdrawal", None), "withdrawn_on", None)
        if withdrawn_on and withdrawn_on <= release.effective_on:
            # never in force: the previous version stays effective
            state = VersionState.WITHDRAWN if withdrawn_on <= day else VersionState.APPROVED
            found.append(VersionStatus(version, state, None))
            continue
        last_day = next_start - dt.timedelta(days=1) if next_start else None
        if withdrawn_on and (last_day is None or withdrawn_on <= last_day):
            last_day = withdrawn_on - dt.timedelta(days=1)
        if release.effective_on > day:
            state = VersionState.APPROVED
        elif last_day is None or last_day >= day:
            state = VersionState.EFFECTIVE
        elif withdrawn_on and withdrawn_on <= day and last_day == withdrawn_on - dt.timedelta(days=1):
            state = VersionState.WITHDRAWN
        else:
            state = VersionState.SUPERSEDED
        found.append(VersionStatus(version, state, release.effective_on, last_day))
        next_start = release.effective_on
    return found


def candidate_state(kinds: Iterable[str]) -> VersionState:
    """Returns the state of an unreleased candidate from the kinds of its events."""
    state = VersionState.IN_REVIEW
    for kind in kinds:
        state = _CANDIDATE[EventKind(kind)]
    return state


@dataclass
class Row:
    """One document of the register on a day."""

    sop: Sop
    effective: VersionStatus | None = None
    upcoming: VersionStatus | None = None
    newest: VersionStatus | None = None
    candidate: VersionState | None = None
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def states(self) -> set[str]:
        """Values of the filter that this row matches."""
        states = set()
        if self.effective:
            states.add("effective")
        if self.upcoming:
            states.add("approved")
        if self.candidate in {VersionState.IN_REVIEW, VersionState.REVIEWED}:
            states.add("in_review")
        if self.newest is None and "in_review" not in states:
            states.add("draft")
        if self.newest and not self.effective and self.newest.state == VersionState.WITHDRAWN:
            states.add("withdrawn")
        return states

    @property
    def state(self) -> str:
        """The one state that is shown first."""
        return next(
            (state for state in ("effective", "approved", "withdrawn", "in_review", "draft") if state in self.states),
            VersionState.SUPERSEDED,
        )


def register(day: dt.date, *, stage: str = "", product: str = "") -> list[Row]:
    """Returns every document with its state on `day`. Four queries, however many documents there are."""
    sops = Sop.objects.all()
    if stage:
        sops = sops.filter(stage=stage)
    rows = {sop.pk: Row(sop) for sop in sops if not product or product in sop.products}
    by_sop: dict[int, list[SopVersion]] = defaultdict(list)
    released = (
        SopVersion.objects.released()
        .defer(*HEAVY)
        .select_related("release", "release__withdrawal")
        .order_by("-release__effective_on", "-release__number")
    )
    for version in released:
        by_sop[version.sop_id].append(version)
    candidates: dict[int, dict[int, list[str]]] = defaultdict(dict)
    waiting = (
        SopVersion.objects.filter(release__isnull=True)
        .order_by("pk", "events__pk")
        .values_list("sop_id", "pk", "events__kind")
    )
    for sop_id, version_id, kind in waiting:
        candidates[sop_id].setdefault(version_id, []).extend([kind] if kind else [])
    for pk, row in rows.items():
        found = _version_statuses(by_sop[pk], day)
        row.effective = next((s for s in found if s.state == VersionState.EFFECTIVE), None)
        row.upcoming = next((s for s in reversed(found) if s.state == VersionState.APPROVED), None)
        row.newest = found[0] if found else None
        if candidates[pk]:
            row.candidate = candidate_state(list(candidates[pk].values())[-1])
    _fill_titles(list(rows.values()))
    return list(rows.values())


def _fill_titles(rows: list[Row]) -> None:
    """Sets the title of the version shown, not of a draft being written; the draft's title where there is no
    version.
    """
    shown = {s.version.pk: row for row in rows if (s := row.effective or row.upcoming or row.newest)}
    for row in rows:
        row.titles = row.sop.titles
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, language, text in Segment.objects.filter(version__in=shown, path="title").values_list(
        "version_id", "language", "text"
    ):
        found[pk][language] = text
    for pk, titles in found.items():
        shown[pk].titles = titles


@dataclass(frozen=True)
class Hit:
    """A text in which the query was found, and its position: `text[start:end]`."""

    path: str
    kind: str
    language: str
    text: str
    start: int
    end: int

    @property
    def block(self) -> str:
        """The block that contains it; empty for the title."""
        return self.path.split(".")[0] if "." in self.path else ""


def search(query: str, version_ids: Iterable[int], *, per_version: int = 3) -> dict[int, list[Hit]]:
    """Returns texts of the given versions that contain `query`, folded.

    `te bao goc` finds tế bào gốc, `幹細胞` is found within a sentence without spaces. One query; at most `per_version`
    texts of each version, in document order.
    """
    needle = " ".join(fold(query).split())
    hits: dict[int, list[Hit]] = defaultdict(list)
    if not needle:
        return hits
    for row in matching(needle, version_ids).values_list("version_id", "path", "kind", "language", "text"):
        found = hits[row[0]]
        if len(found) < per_version:
            found.append(Hit(*row[1:], *locate(row[4], needle)))
    return hits


def matching(needle: str, version_ids: Iterable[int]) -> QuerySet[Segment]:
    """Returns the texts of these versions whose folded form contains `needle`, which is folded already."""
    condition = Q(version__in=list(version_ids), folded__contains=needle)
    return Segment.objects.filter(condition).order_by("version_id", "position", "language")


def locate(text: str, needle: str) -> tuple[int, int]:
    """Returns the position in `text` of the folded `needle`; (0, 0) if folding shifted the characters so that no mark
    can be set.
    """
    folded, origin = "", []
    for index, char in enumerate(text):
        piece = fold(char)
        folded += piece
        origin += [index] * len(piece)
    start = folded.find(needle)
    if start < 0:
        return 0, 0
    end = start + len(needle)
    return origin[start], origin[end - 1] + 1


def draft_content(sop: Sop) -> dict[str, Any]:
    """Returns the source content of the newest draft of `sop`. Raises Refused if there is none yet."""
    page = SopPage.objects.filter(sop=sop).first()
    if page is None:
        raise Refused(_("%(number)s has no draft yet.") % {"number": sop.number})
    return page_content(page.get_latest_revision_as_object())


def installation_is_empty() -> bool:
    """Whether this database holds neither documents nor people nor accounts."""
    return not (Sop.objects.exists() or Person.objects.exists() or User.objects.exists())
