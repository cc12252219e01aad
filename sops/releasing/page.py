"""The release page of a candidate: progress, differences, possible effective dates, signatures in their order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.days import daydate
from sops.document.content import segments, text_of
from sops.enums import ChangeClass, EventKind, VersionState
from sops.models import Release, Sop, SopVersion
from sops.reading.change_count import ChangeCount
from sops.reading.marks import Pieces, pieces, place_name
from sops.releasing.impact import Impact, impact
from staff.enums import Meaning
from staff.models import Signature

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One change as shown: gutter symbol, position, class, the texts side by side."""

    kind: str
    label: str
    critical: bool
    change_class: str
    lowered: str  # the author's reason for lowering the suggestion
    texts: list[tuple[str, Pieces]]
    place: int = 0
    heading: str = ""

    @property
    def whole(self) -> bool:
        return self.kind in {"added", "removed"}

    @property
    def class_label(self) -> str:
        return str(ChangeClass(self.change_class).label)


@dataclass(frozen=True)
class Choice:
    """A possible effective date and its impact on people."""

    day: dt.date
    impact: Impact
    note: str = ""
    selected: bool = False


@dataclass(frozen=True)
class Seal:
    """One signature of the release, given or due."""

    name: str
    role: str
    meaning: str
    signature: Signature | None
    waiting: str = ""


def headings(document: Mapping[str, Any], language: str) -> dict[str, str]:
    """Returns the heading of each block: the short title of a step, else the heading of its section."""
    found, current = {}, ""
    for block in document["blocks"]:
        title = text_of(block.get("title"), language) if block["type"] in ("section", "step", "warning") else ""
        current = title if block["type"] == "section" else current
        found[block["id"]] = title or current
    return found


def rows_of(changes: Iterable[Mapping[str, Any]], languages: list[str], *documents: Mapping[str, Any]) -> list[Row]:
    """Returns changes as stored in `SopVersion.changes`, in two languages; `documents`: the contents with their
    headings, the newer one first.
    """
    above: dict[str, str] = {}
    for document in reversed(documents):
        above |= headings(document, languages[0])
    return [
        Row(
            kind=change["kind"],
            label=place_name(change["section"], change["block_id"]),
            critical=change["class"] == ChangeClass.CRITICAL,
            change_class=change["class"],
            lowered=change["reason"],
            texts=[(code, pieces(change["old"].get(code, ""), change["new"].get(code, ""))) for code in languages],
            place=place,
            heading=above.get(change["block_id"], ""),
        )
        for place, change in enumerate(changes)
    ]


def two_languages(available: list[str], here: str) -> list[str]:
    """Returns the reader's language for the left, the source language for the right."""
    source = available[0]
    left = (
        here
        if here in available and here != source
        else next((code for code in ("vi", *available) if code in available and code != source), "")
    )
    return [left, source] if left else [source]


def stages(reached: int, *, submitted: bool = True) -> list[dict[str, Any]]:
    """Returns the five stages of progress; `reached` of them are done."""
    words = [
        _("Translation"),
        _("Technical review"),
        _("Impact and approval"),
        _("Retraining"),
        pgettext("stage", "In force"),
    ]
    if not submitted and reached == 1:
        words[1] = _("Submission and technical review")
    return [{"label": word, "done": place < reached, "current": place == reached} for place, word in enumerate(words)]


def possible_days(version: SopVersion, today: dt.date, chosen: dt.date | None) -> list[Choice]:
    """Returns three possible effective dates: the earliest, the earliest on which everybody can be ready, a week later;
    and the requested one.
    """
    current = Release.objects.filter(sop=version.sop, withdrawal=None).order_by("-effective_on").first()
    first = max(today, current.effective_on) if current else today
    start = impact(version, first)
    known = [row.ready_on for row in start.people if row.ready_on]
    ready = max([first, *known]) if len(known) == len(start.people) else first + 2 * WEEK
    days = {first: _("earliest"), ready: _("proposed"), ready + WEEK: ""}
    if ready == first:
        days = {first: _("proposed"), first + WEEK: "", first + 2 * WEEK: ""}
    selected = chosen or ready
    if selected not in days:
        days[selected] = _("chosen")
    return [
        Choice(day, start if day == first else impact(version, day), note, day == selected)
        for day, note in sorted(days.items())
    ]


def groups(found: Impact) -> list[tuple[str, str, int]]:
    """Returns the number of people by required action: (class, words, count), the most severe first."""
    counted = Counter((row.change_class, row.redo) for row in found.people)
    order = [ChangeClass.CRITICAL, ChangeClass.PROCEDURAL, ChangeClass.EDITORIAL]
    return [
        (str(grade), words, count)
        for (grade, words), count in sorted(counted.items(), key=lambda item: order.index(item[0][0]))
    ]


def seals(version: SopVersion, stage: VersionState) -> list[Seal]:
    """Returns author, reviewer, approver, in signing order; a missing signature names who is due to sign."""
    by_kind = {event.kind: event.signature for event in version.events.all() if event.signature}
    author, reviewer = by_kind.get(EventKind.SUBMITTED), by_kind.get(EventKind.REVIEWED)
    release = getattr(version, "release", None)
    waiting = _("Waiting for this signature")
    return [
        _seal(author, _("Author"), Meaning.AUTHORSHIP, waiting if not author else ""),
        _seal(
            reviewer,
            _("Technical reviewer"),
            Meaning.TECHNICAL_REVIEW,
            waiting if stage == VersionState.IN_REVIEW else "",
        ),
        _seal(
            release.signature if release else None,
            _("QA approver"),
            Meaning.APPROVAL,
            waiting if stage == VersionState.REVIEWED else "",
        ),
    ]


def _seal(signature: Signature | None, role: str, meaning: Meaning, waiting: str) -> Seal:
    if signature:
        return Seal(signature.printed_name, signature.printed_role, str(meaning.label), signature)
    return Seal(role, "", str(meaning.label), None, waiting)


def cells(
    sop: Sop, base: Release | None, stage: VersionState | None, counted: ChangeCount, total: int
) -> list[dict[str, Any]]:
    """Returns the title block of the release page. A draft equal to its version leads to none."""
    to = f"v{(sop.releases.count()) + 1}"
    words = {VersionState.IN_REVIEW: _("in review"), VersionState.REVIEWED: _("awaiting approval"), None: _("draft")}
    found: list[dict[str, Any]] = [
        {"label": pgettext("document", "Code"), "value": sop.number, "code": True},
        {
            "label": pgettext("version", "From"),
            "value": f"v{base.number}" if base else "–",
            "more": daydate(base.effective_on) if base else "",
            "dim": True,
        },
        {
            "label": pgettext("version", "To"),
            "value": f"{to} · {words.get(stage, words[None])}",
            "state": str(stage or "draft"),
        },
        {"label": _("Source document"), "value": sop.source_number or "–", "code": True},
        {"label": _("Texts changed"), "value": f"{counted.total} / {total}"},
        {"label": _("Critical"), "value": str(counted.critical)},
    ]
    return found if stage or counted.total or not base else [cell for cell in found if "state" not in cell]


def text_count(version: SopVersion) -> int:
    return len(segments(version.document))
