"""Every act of one person on some SOPs in order of time, by a constant number of queries (R-18, R-36)."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.dated import in_language
from core.days import daydate, moment
from core.labels import sign_method
from courses.enums import ChecklistKind, PracticeKind
from courses.models import Assessment, Checklist, Submission
from courses.policies import ASSESSOR_DUTY, Scopes
from qualification.enums import RestrictionKind
from qualification.models import Confirmation, Restriction
from sops.models import Acknowledgement, Release
from staff.models import DutyAppointment, Person

GROUPED = (PracticeKind.RUN, PracticeKind.APS)
STEPS = ("release", "acknowledgement", "submission", *PracticeKind.values, "confirmation", "event")


@dataclass
class Node:
    """One act or decision on the line of time.

    `late`: entered after the day it happened; `counts`: the qualification rests on it; `after`: not known or not
    happened on the day viewed.
    """

    kind: str
    ids: list[str]
    day: dt.date
    recorded_at: dt.datetime
    title: str
    lines: list[str] = field(default_factory=list)
    icon: str = "check"
    tone: str = "fill-done"
    urls: list[str] = field(default_factory=list)
    hashes: list[str] = field(
        default_factory=list
    )  # of the frozen records, or of the signature where that is the record
    version: int | None = None
    counts: bool = False
    after: bool = False
    late: bool = False

    def __post_init__(self) -> None:
        self.late = clock.site_date(self.recorded_at) > self.day

    @property
    def url(self) -> str:
        """The record itself; of several, the first."""
        return self.urls[0] if self.urls else ""

    def plain(self) -> dict[str, Any]:
        """For machines."""
        return {
            "kind": self.kind, "ids": self.ids, "day": self.day.isoformat(),
            "recorded_at": self.recorded_at.isoformat(), "late": self.late,
            "title": self.title, "lines": self.lines, "version": self.version, "counts": self.counts,
            "after": self.after, "hashes": self.hashes,
        }  # fmt: skip


class Acts:
    """What is on record about `person` for the SOPs `sop_ids`; `nodes(sop_id)` are its events. Ten queries."""

    def __init__(self, person: Person, sop_ids: Iterable[int]) -> None:
        ids = list(sop_ids)
        self.releases: dict[int, list[Release]] = _grouped_by(
            Release.objects.filter(sop__in=ids).select_related("withdrawal").order_by("effective_on", "number"),
            "sop_id",
        )
        self.numbers = {row.version_id: (row.sop_id, row.number) for rows in self.releases.values() for row in rows}
        self.readings = Acknowledgement.objects.filter(person=person, version__sop__in=ids).select_related("signature")
        self.submissions = (
            Submission.objects.filter(attempt__person=person, attempt__sop_version__sop__in=ids)
            .select_related("attempt")
            .defer("result", "attempt__questions")
        )
        self.practice = list(
            Assessment.objects.filter(Q(sop__in=ids) | Q(kind=PracticeKind.APS), person=person)
            .select_related("assessor", "acceptance", "sop")
            .order_by("happened_on", "recorded_at")
        )
        self.corrections = corrections(self.practice)
        self.assessors = _Assessors({act.assessor_id for act in self.practice}, ids)
        self.confirmations = Confirmation.objects.filter(person=person, version__sop__in=ids).select_related(
            "by", "signature"
        )
        self.events = Restriction.objects.filter(Q(sop=None) | Q(sop__in=ids), person=person).select_related("by")
        self.gowning = set(Checklist.objects.filter(kind=ChecklistKind.GOWNING).values_list("sop_id", flat=True))
        self.rested_on: dict[int, set[str]] = {}  # confirmation -> hashes of the records it names
        self._nodes: dict[int, list[Node]] = defaultdict(list)
        for sop_id, node in [*self._readings(), *self._quizzes(), *self._confirmed(), *self._releases()]:
            self._nodes[sop_id].append(node)
        fills = [act for act in self.practice if act.kind == PracticeKind.APS]
        filled = {act.sop_id for act in fills}
        for sop_id in ids:
            own = [act for act in self.practice if act.sop_id == sop_id]
            # a media fill supports every aseptic SOP of the person; on its own SOP, and on gowning, it would only be
            # noise
            if sop_id not in filled and sop_id not in self.gowning:
                own += [act for act in fills if act.sop_id != sop_id]
            self._nodes[sop_id] += [self._practice_node(act, sop_id) for act in own]
            self._nodes[sop_id] += [_restriction_node(row) for row in self.events if row.sop_id in (None, sop_id)]

    def nodes(self, sop_id: int) -> list[Node]:
        """In the order of days, then of entry, then of the steps of training."""
        return sorted(self._nodes[sop_id], key=lambda node: (node.day, node.recorded_at, STEPS.index(node.kind)))

    def _readings(self) -> Iterator[tuple[int, Node]]:
        for row in self.readings:
            sop_id, number = self.numbers.get(row.version_id, (0, None))
            line = _("%(when)s, signed by %(method)s, read in %(language)s") % {
                "when": moment(row.signature.signed_at), "method": sign_method(row.signature.method),
                "language": row.language.upper(),
            }  # fmt: skip
            yield sop_id, Node(
                "acknowledgement", [str(row.pk)], row.happened_on, row.recorded_at,
                _("Read and understood v%(n)s") % {"n": number}, [line],
                hashes=[row.signature.hash], version=number,
            )  # fmt: skip

    def _quizzes(self) -> Iterator[tuple[int, Node]]:
        for row in self.submissions:
            sop_id, number = self.numbers.get(row.attempt.sop_version_id or 0, (0, None))
            result = f"{row.points.normalize():f}/{row.max_points.normalize():f}"
            title = _("Quiz %(result)s") if row.passed else _("Quiz not passed, %(result)s")
            line = _("%(when)s, attempt %(n)s") % {"when": moment(row.submitted_at), "n": row.attempt.number}
            yield sop_id, Node(
                "submission", [str(row.pk)], row.happened_on, row.submitted_at, title % {"result": result}, [line],
                icon="check" if row.passed else "x", tone="fill-done" if row.passed else "late",
                urls=[reverse("attempt", args=[row.attempt_id])],
                hashes=[row.sha256], version=number,
            )  # fmt: skip

    def _practice_node(self, row: Assessment, sop_id: int) -> Node:
        titles = {
            PracticeKind.RUN: _("Supervised run"),
            PracticeKind.ASSESSMENT: _("Practical assessment"),
            PracticeKind.APS: _("Media fill"),
        }
        acceptance = getattr(row, "acceptance", None)
        corrected = self.corrections.get(row.pk)
        title = titles[PracticeKind(row.kind)]
        if row.kind == PracticeKind.RUN and row.run_number:
            title = _("Supervised run %(n)s") % {"n": row.run_number}
        if not row.passed:
            title = _("%(what)s: not passed") % {"what": title}
        lines = [
            _("%(day)s, assessor: %(name)s")
            % {"day": daydate(row.happened_on), "name": row.assessor.kanji_name or row.assessor.full_name}
        ]
        if row.kind == PracticeKind.APS:
            lines[0] += " · " + _("read on %(day)s") % {"day": daydate(row.result_on)}
        lines.append(self.assessors.entitlement(row.assessor, row.sop_id, row.sop.number, row.happened_on))
        if acceptance is None:
            lines.append(_("Not yet signed by the trainee: does not count."))
        if corrected is not None:
            lines.append(
                _("Corrected on %(day)s: %(why)s") % {"day": daydate(corrected.recorded_at), "why": corrected.reason}
            )
        counts = row.passed and acceptance is not None and corrected is None
        icon, tone = ("check", "fill-done") if counts else ("na", "off") if row.passed else ("x", "late")
        return Node(
            row.kind, [str(row.pk)], row.result_on,
            max(row.recorded_at, acceptance.recorded_at) if acceptance and row.passed else row.recorded_at,
            title, [line for line in lines if line], icon=icon, tone=tone, urls=[reverse("assessment", args=[row.pk])],
            hashes=[row.sha256],
            version=self.numbers.get(row.sop_version_id or 0, (0, None))[1]
            if row.kind != PracticeKind.APS and row.sop_id == sop_id else None,
        )  # fmt: skip

    def _confirmed(self) -> Iterator[tuple[int, Node]]:
        for row in self.confirmations:
            sop_id, number = self.numbers.get(row.version_id, (0, None))
            signed = row.signature.signed_at if row.signature else row.recorded_at
            name = " ".join(filter(None, [row.by.title, row.by.full_name]))
            lines = [_("%(when)s, signed by %(name)s") % {"when": moment(signed), "name": name}]
            if row.valid_to:
                lines.append(_("valid until %(day)s") % {"day": daydate(row.valid_to)})
            content = json.loads(row.content)
            self.rested_on[row.pk] = {*content.get("runs", ()), content.get("assessment", "")}
            yield sop_id, Node(
                "confirmation", [str(row.pk)], row.qualified_from, row.recorded_at,
                _("Qualification confirmed, v%(n)s") % {"n": number}, lines,
                icon="effective", hashes=[row.sha256], version=number,
            )  # fmt: skip

    def _releases(self) -> Iterator[tuple[int, Node]]:
        """Versions that took effect, for the part after the viewed day."""
        for row in (row for rows in self.releases.values() for row in rows):
            withdrawal = getattr(row, "withdrawal", None)
            if withdrawal and withdrawal.withdrawn_on <= row.effective_on:
                continue
            yield row.sop_id, Node(
                "release", [str(row.pk)], row.effective_on, row.approved_at,
                _("Version %(n)s takes effect") % {"n": row.number}, icon="redo",
                tone="", version=row.number,
            )  # fmt: skip


def corrections(rows: Iterable[Assessment]) -> dict[UUID, Assessment]:
    """The record in place of each of `rows` that was corrected.

    Asked for apart: few are, and SQLite would scan the whole table for each row.
    """
    return {
        row.supersedes_id: row
        for row in Assessment.objects.filter(supersedes__in=[row.pk for row in rows])
        if row.supersedes_id
    }


class _Assessors:
    """What entitled the assessors themselves on the day: their appointment, and their own qualification for the SOP."""

    def __init__(self, ids: set[int], sop_ids: list[int]) -> None:
        appointments = DutyAppointment.objects.filter(person__in=ids, duty__code=ASSESSOR_DUTY).order_by("valid_from")
        self.appointments: dict[int, list[DutyAppointment]] = _grouped_by(appointments, "person_id")
        confirmations = Confirmation.objects.filter(person__in=ids, version__sop__in=sop_ids).select_related("version")
        self.confirmations: dict[int, list[Confirmation]] = _grouped_by(
            confirmations.defer("version__content", "version__changes").order_by("qualified_from"), "person_id"
        )

    def entitlement(self, who: Person, sop_id: int, number: str, on: dt.date) -> str:
        appointed = [
            row
            for row in self.appointments.get(who.pk, ())
            if _held_on(row, row.valid_from, on) and Scopes([row.scope]).covers(number)
        ]
        own = [
            row
            for row in self.confirmations.get(who.pk, ())
            if row.version.sop_id == sop_id and _held_on(row, row.qualified_from, on)
        ]
        parts = []
        if appointed:
            parts.append(_("appointed assessor since %(day)s") % {"day": daydate(appointed[0].valid_from)})
        if own:
            parts.append(_("own qualification since %(day)s") % {"day": daydate(own[0].qualified_from)})
        return "; ".join(parts)


def _held_on(row: DutyAppointment | Confirmation, start: dt.date, on: dt.date) -> bool:
    return start <= on and (row.valid_to is None or row.valid_to >= on)


def _restriction_node(row: Restriction) -> Node:
    titles = {
        RestrictionKind.SUSPENSION: _("Suspended"),
        RestrictionKind.DISQUALIFICATION: _("Disqualified"),
        RestrictionKind.LIFTED: _("Restored"),
    }
    lifted = row.kind == RestrictionKind.LIFTED
    lines = [
        in_language(row.reasons),
        _("%(name)s, %(when)s") % {"name": row.by.full_name, "when": moment(row.recorded_at)},
    ]
    return Node(
        "event", [str(row.pk)], row.from_on, row.recorded_at, titles[RestrictionKind(row.kind)], lines,
        icon="ok" if lifted else "rev",
        tone="fill-done" if lifted else "late",
    )  # fmt: skip


def group_runs(nodes: list[Node]) -> list[Node]:
    """Good runs (and media fills) that follow each other become one node with their days."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        alike = (
            last is not None
            and (last.kind, last.tone, last.version) == (node.kind, "fill-done", node.version)
            and node.tone == "fill-done"
        )
        if last is None or not alike or node.kind not in GROUPED:
            found.append(node)
            continue
        last.lines = [*last.lines, *(line for line in node.lines if line not in last.lines)]
        last.ids, last.urls, last.hashes = last.ids + node.ids, last.urls + node.urls, last.hashes + node.hashes
        last.day, last.recorded_at = max(last.day, node.day), max(last.recorded_at, node.recorded_at)
        last.counts, last.late = last.counts or node.counts, last.late or node.late
        title = _("Supervised runs: %(n)s") if node.kind == PracticeKind.RUN else _("Media fills passed: %(n)s")
        last.title = title % {"n": len(last.ids)}
    return found


def _grouped_by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
