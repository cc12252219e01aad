"""The evidence behind a qualification: every act with its day, who signed it, and what followed later (R-13, R-18)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.dated import in_language
from qualification.acts import Acts, Node, group_runs
from qualification.enums import Status
from qualification.status import Qualification, qualifications
from sops.models import Requirement, Sop
from staff.models import Assignment, Person


@dataclass(frozen=True)
class Demand:
    """Why the SOP is required: a job role the person held on the viewed day, how deep, since when."""

    role: str
    depth: str
    since: dt.date

    def plain(self) -> dict[str, Any]:
        return {"job_role": self.role, "depth": self.depth, "since": self.since.isoformat()}


@dataclass
class Explanation:
    """A qualification with its evidence, as known on the day viewed.

    `spine`: acts up to that day; `earlier`: rounds of training on older versions; `later`: what followed.
    """

    person: Person
    sop: Sop
    as_of: dt.date
    known_at: dt.datetime
    answer: Qualification
    spine: list[Node]
    earlier: list[Node]
    later: list[Node]
    demands: list[Demand] = field(default_factory=list)

    @property
    def reasons(self) -> list[str]:
        return [str(reason) for reason in self.answer.all_reasons]

    def plain(self) -> dict[str, Any]:
        """For machines: the whole answer, days and instants as ISO text. What came later is not part of it."""
        answer = self.answer
        return {
            "person": {"id": self.person.pk, "name": self.person.full_name},
            "sop": self.sop.number,
            "title": self.sop.title,
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at.isoformat(),
            "status": str(answer.status.value),
            "may": answer.may,
            "version": answer.held,
            "version_in_force": answer.required,
            "depth": str(answer.depth),
            "valid_to": answer.valid_to.isoformat() if answer.valid_to else None,
            "required_by": [demand.plain() for demand in self.demands],
            "reasons": [reason.plain() for reason in answer.all_reasons],
            "evidence": [node.plain() for node in [*self.earlier, *self.spine]],
        }


def explain(person: Person, sop: Sop, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Explanation:
    """Qualification and evidence of one person for one SOP.

    What happened or was entered later stands apart: it is no part of the answer.
    """
    return explain_all(person, [sop], as_of, known_at)[0]


def explain_all(
    person: Person, sops: Iterable[Sop] | None = None, as_of: dt.date | None = None, known_at: dt.datetime | None = None
) -> list[Explanation]:
    """As `explain`, for many SOPs by the same number of queries.

    None: every SOP that is required of the person or has evidence, by number.
    """
    as_of, known_at = as_of or clock.today(), known_at or clock.now()
    given = None if sops is None else list(sops)
    answers = {row.sop_id: row for row in qualifications([person], given, as_of, known_at)}
    shown = list(Sop.objects.filter(pk__in=answers).order_by("number")) if given is None else given
    acts = Acts(person, [sop.pk for sop in shown])
    demands = _demands(person, shown, as_of, known_at)
    nothing = Qualification(person.pk, 0, Status.NOT_REQUIRED, None, None, None, (), ())
    return [
        _explanation(
            person, sop, as_of, known_at, answers.get(sop.pk) or nothing._replace(sop_id=sop.pk), acts, demands[sop.pk]
        )
        for sop in shown
    ]


def _explanation(
    person: Person,
    sop: Sop,
    as_of: dt.date,
    known_at: dt.datetime,
    answer: Qualification,
    acts: Acts,
    demands: list[Demand],
) -> Explanation:
    nodes, counted = acts.nodes(sop.pk), {(kind, str(pk)) for kind, pk in answer.evidence}
    rested_on = set().union(*(acts.rested_on.get(pk, set()) for kind, pk in answer.evidence if kind == "confirmation"))
    for node in nodes:
        node.after = node.day > as_of or node.recorded_at > known_at
        node.counts = (node.kind, node.ids[0]) in counted or not rested_on.isdisjoint(node.hashes)
    # acts on versions older than the oldest the answer rests on are an earlier round
    first = min((node.version for node in nodes if node.counts and node.version), default=answer.held or 0)
    known = [node for node in nodes if not node.after and node.kind != "release"]
    earlier = [node for node in known if node.version is not None and node.version < first]
    spine, later = [node for node in known if node not in earlier], [node for node in nodes if node.after]
    return Explanation(
        person, sop, as_of, known_at, answer, group_runs(spine), group_runs(earlier), group_runs(later), demands
    )


def _demands(person: Person, sops: list[Sop], as_of: dt.date, known_at: dt.datetime) -> dict[int, list[Demand]]:
    held = Assignment.objects.held(as_of, known_at).filter(person=person).values_list("job_role_id", "valid_from")
    since: dict[int, dt.date] = dict(held.order_by("-valid_from"))
    rules = (
        Requirement.objects.held(as_of, known_at)
        .filter(job_role__in=since, sop__in=[sop.pk for sop in sops])
        .select_related("job_role")
    )
    found: dict[int, list[Demand]] = defaultdict(list)
    for rule in rules:
        role = in_language(rule.job_role.names)
        found[rule.sop_id].append(
            Demand(role, str(rule.get_depth_display()), max(rule.valid_from, since[rule.job_role_id]))
        )
    return found
