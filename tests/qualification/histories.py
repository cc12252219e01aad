"""Random histories of one person: versions, requirements and acts that clash on purpose."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from core import clock
from sops.models import Sop, SopVersion
from staff.models import Person
from tests.factories import facts
from tests.factories import staff as make

START = dt.date(2023, 12, 1)  # 29 February 2024 lies in every history
LENGTH = 130


@dataclass
class History:
    """A person, the SOP looked at, the gowning SOP where work is aseptic, the days on which something changes."""

    seed: int
    who: Person
    sop: Sop
    gowning: Sop | None = None
    versions: dict[Sop, list[SopVersion]] = field(default_factory=dict)
    days: set[int] = field(default_factory=set)

    def some_day(self, rng: random.Random) -> dt.date:
        """A day on which the answer may change, or its neighbour; none with a reading entered later (one a day)."""
        near = {n + beside for n in self.days for beside in (-1, 0, 1) if 0 <= n + beside <= LENGTH + 30}
        late = {
            row.happened_on for row in self.who.acknowledgements.all() if row.recorded_at > facts.noon(row.happened_on)
        }
        return rng.choice(sorted({day(n) for n in near} - late) or [day(LENGTH)])


def day(n: int) -> dt.date:
    return START + dt.timedelta(days=n)


def build(seed: int) -> History:
    rng = random.Random(seed)
    history = History(seed, make.person(), facts.sop())
    aseptic = rng.random() < 0.25
    if aseptic:
        history.gowning = facts.sop(stage="ENV")
        facts.checklist(history.gowning, "gowning", runs_required=rng.choice([1, 3]))
    for sop in filter(None, (history.sop, history.gowning)):
        _document(rng, history, sop)
    _job_roles(rng, history, aseptic)
    for sop in history.versions:
        _acts(rng, history, sop)
    if aseptic:
        _media_fills(rng, history)
    for _ in range(rng.choice([0, 0, 0, 1, 2])):
        n, scope = rng.randrange(LENGTH), rng.choice(["all", "access_ab", "sop"])
        kind = rng.choice(["suspension", "disqualification", "lifted"])
        of = history.sop if scope == "sop" else None
        facts.event(history.who, kind, day(n), scope, of=of, known=_known(rng, n))
        history.days.add(n)
    return history


def _known(rng: random.Random, n: int) -> dt.datetime:
    """When an act of day `n` is recorded: mostly that noon, else at the edges of the day or twenty days late."""
    late = rng.choice([0, 0, 0, 0, 0, 20])
    return rng.choice([facts.noon, facts.noon, facts.noon, clock.start_of, clock.end_of])(day(n + late))


def _document(rng: random.Random, history: History, sop: Sop) -> None:
    if rng.random() < 0.6:
        facts.quiz(sop, rng.choice([None, None, facts.noon(day(40))]))
    if sop != history.gowning and rng.random() < 0.6:
        facts.checklist(sop, runs_required=rng.choice([0, 1, 2, 3]), consecutive=rng.random() < 0.5)
    history.versions[sop] = []
    for n in sorted(rng.sample(range(-20, 110), rng.choice([1, 2, 2, 3, 4]))):
        change = rng.choice(["editorial", "procedural", "critical", "critical", ""])
        made = facts.version(sop, day(n), change_class=change, known=_known(rng, n - rng.choice([0, 5, 30])))
        history.versions[sop].append(made)
        history.days.add(n)
        if rng.random() < 0.08:
            ends = n + rng.choice([-1, 0, 1, 30])
            facts.withdrawn(made, day(ends))
            history.days.add(ends)


def _job_roles(rng: random.Random, history: History, aseptic: bool) -> None:
    access = {
        "grade": "A/B",
        "gowning_months": 12,
        "aps_first": rng.choice([0, 2, 3]),
        "aps_months": rng.choice([2, 6]),
    }
    for nth in range(rng.choice([1, 1, 2])):
        role = make.job_role(access=access if aseptic and not nth else None)
        since = rng.choice([-99, -99, 20])
        make.assignment(
            history.who,
            role,
            day(since),
            recorded_at=_known(rng, since),
            valid_to=rng.choice([None, None, None, day(90)]),
        )
        for sop in history.versions:
            depth = rng.choice(["read", "quiz", "practical", "practical", "practical"])
            if aseptic and not nth:
                depth = "practical"
            begins = rng.choice([-99, -99, 30])
            facts.requires(
                role, sop, depth, months=rng.choice([None, 1, 3, 12]), runs=rng.choice([0, 1, 2, 3]), since=day(begins),
                known=_known(rng, begins),
            )  # fmt: skip
            history.days |= {since, begins} & set(range(LENGTH))


def _acts(rng: random.Random, history: History, sop: Sop) -> None:
    """What the person did for each version, around its first day: some failed, unsigned, corrected, late."""
    diligence, checklist, who = rng.random(), sop.checklists.first(), history.who
    for version in history.versions[sop]:
        first = (version.release.effective_on - START).days

        def some_day(first=first) -> int:
            n = first + rng.choice([-9, -4, -1, 0, 1, 3, 9, 25])
            history.days.add(n)
            return n

        if rng.random() < diligence + 0.3:
            n = some_day()
            facts.read(who, version, day(n), known=_known(rng, n))
        if rng.random() < diligence + 0.2:
            n = some_day()
            facts.quizzed(who, version, day(n), passed=rng.random() < 0.8, known=_known(rng, n))
        for kind in ["run"] * rng.choice([0, 1, 2, 3, 4]) + ["assessment"] * rng.choice([0, 1, 1, 2]):
            if rng.random() < diligence + 0.3:
                _practise(rng, history, version, kind, some_day(), checklist)
        if rng.random() < diligence * 0.6:
            n = some_day()
            ends = rng.choice([None, n, n + 31, n + 61, n + 90])
            facts.confirmed(who, version, day(n), None if ends is None else day(ends), known=_known(rng, n))
            history.days.add(n if ends is None else ends)


def _practise(rng, history, version, kind, n, checklist) -> None:
    by = checklist if rng.random() < 0.8 else None
    fields = {"checklist": by, "accepted": rng.random() < 0.85, "passed": rng.random() < 0.8}
    act = facts.practised(history.who, version, day(n), kind, known=_known(rng, n), **fields)
    if rng.random() < 0.12:
        later = n + rng.choice([0, 2, 15])
        facts.practised(
            history.who,
            version,
            day(n),
            kind,
            known=_known(rng, later),
            **fields | {"passed": rng.random() < 0.5},
            supersedes=act,
        )
        history.days.add(later)


def _media_fills(rng: random.Random, history: History) -> None:
    subject = facts.sop()
    for _ in range(rng.choice([0, 1, 3, 4, 6])):
        n = rng.choice([-30, 0, 20, 40, 60, 90]) + rng.randrange(3)
        facts.practised(
            history.who, None, day(n), "aps", passed=rng.random() < 0.85, accepted=rng.random() < 0.9,
            result_on=day(n + 14), sop=subject, known=_known(rng, n + 14),
        )  # fmt: skip
        history.days.add(n + 14)
