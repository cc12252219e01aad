"""From gathered facts to a status: the rules, without a database (domain (f); R-15 … R-24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from core.days import add_months
from qualification.enums import Status
from qualification.reasons import Reason
from qualification.statement import PLACE
from sops.enums import Depth

DEPTHS = {1: Depth.READ, 2: Depth.QUIZ, 3: Depth.PRACTICAL}
MAY_WORK = frozenset({Status.VALID, Status.EXPIRING})


class Gathered(NamedTuple):
    """One row of the statement: what is required of a person for an SOP, and which acts there are. Days are ISO text; a `place` orders versions."""

    person_id: int
    sop_id: int  # 0: what touches everything the person does; -1: what touches aseptic work
    depth: int | None  # 1 read, 2 quiz, 3 practical; None: no job role requires it
    months: int | None
    runs_needed: int | None
    access: int | None  # 1: aseptic work of a role with conditions for grade B or A/B
    aps_first: int | None
    aps_months: int | None
    read_place: int | None
    read_on: str | None  # newest reading that satisfies the version in force
    read_ever: str | None
    read_id: int | None
    quiz_place: int | None
    quiz_on: str | None
    quiz_ever: str | None
    quiz_id: int | None
    held: str | None  # the confirmation that counts, else the newest one; see `Held`
    gravity: int | None  # 1 suspended, 2 disqualified
    since: str | None
    requested: int
    gowning: int
    last: int | None  # place of the version in force
    last_on: str | None
    in_force: int
    quiz: int
    practice: str | None  # "runs day": passed since the last confirmation, where it does not count
    aps_best: int | None  # longest series of passed media fills in a row
    aps_good: int | None  # passed since the last failed one
    aps_on: str | None
    aps_failed_on: str | None


class Held(NamedTuple):
    """A confirmation taken out of `Gathered.held`: does it satisfy the version in force, from when, until when (None: without end)."""

    counts: bool
    start: str
    id: int
    place: int
    end: str

    @classmethod
    def of(cls, text: str) -> Held:
        return cls(text[0] == "1", text[1:11], int(text[12:24]), int(text[25:37]), text[37:])

    def last_day(self, months: int | None) -> dt.date | None:
        if self.end:
            return day(self.end)
        return add_months(day(self.start), months) if months else None


class Conditions(NamedTuple):
    """What touches more than one SOP of a person: restrictions on everything and on aseptic work, gowning, media fills."""

    everything: Gathered | None = None
    aseptic: Gathered | None = None  # a restriction on aseptic work
    fills: Gathered | None = None
    gowning: Held | None = None
    gowning_until: dt.date | None = None


NO_CONDITIONS = Conditions()


class Qualification(NamedTuple):
    """The answer for one person and one SOP: status, the version held and the one in force, last day, why, and the acts it rests on."""

    person_id: int
    sop_id: int
    status: Status
    held: int | None  # number of the version the person is qualified for
    required: int | None  # number of the version in force
    valid_to: dt.date | None  # last day, inclusive
    reasons: tuple[Reason, ...]
    evidence: tuple[tuple[str, int], ...]
    depth: str = ""

    @property
    def may(self) -> bool:
        """Whether the person may do this work unsupervised on that day."""
        return self.status in MAY_WORK


@lru_cache(maxsize=8192)
def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def conditions(rows: Iterable[Gathered]) -> dict[int, Conditions]:
    """Per person, what touches more than one SOP (R-20, R-21, R-22)."""
    found: dict[int, Conditions] = {}
    for row in rows:
        if row.sop_id > 0 and not (row.gowning and row.held):
            continue
        had = found.get(row.person_id, NO_CONDITIONS)
        if row.sop_id == 0:
            had = had._replace(everything=row)
        elif row.sop_id < 0:
            had = had._replace(aseptic=row) if row.gravity else had._replace(fills=row)
        elif row.held:
            held = Held.of(row.held)
            had = had._replace(gowning=held, gowning_until=held.last_day(row.months))
        found[row.person_id] = had
    return found


def decide(row: Gathered, *, as_of: dt.date, warning_days: int, having: Conditions = NO_CONDITIONS) -> Qualification:
    """Status of one person for one SOP at the end of the day `as_of`. The first that applies: disqualified, suspended by a person,
    not trained, expired, a mandatory revision outstanding, access lapsed, expiring, valid.
    """
    depth = row.depth
    held = Held.of(row.held) if row.held else None
    evidence = _evidence(row, held)
    restrictions = _restrictions(row, having) if row.gravity or having.everything or having.aseptic else ()
    if depth is None:
        return Qualification(
            row.person_id,
            row.sop_id,
            Status.NOT_REQUIRED,
            _version_held(row, held),
            _number(row.last),
            None,
            restrictions,
            evidence,
        )
    asks_quiz = depth >= 2 and bool(row.quiz)
    last_day = _last_day(row, held, asks_quiz)
    reasons: list[Reason] = list(restrictions)
    found: list[Status] = []
    if not row.in_force:
        found.append(Status.SUSPENDED if _version_held(row, held) else Status.NOT_TRAINED)
        reasons.append(Reason("no_version"))
    elif (
        row.read_on is None or (asks_quiz and row.quiz_on is None) or (depth == 3 and (held is None or not held.counts))
    ):
        never, anew = _missing(row, held, asks_quiz)
        found.append(Status.NOT_TRAINED if never else Status.SUSPENDED)
        reasons += never + anew
    if row.access and not row.gowning:
        for status, reason in _access(row, as_of, warning_days, having):
            reasons.append(reason)
            if status:
                found.append(status)
    if last_day is not None:
        left = (last_day - as_of).days
        if left < 0:
            if _version_held(row, held):
                found.append(Status.EXPIRED)
                reasons.append(Reason("expired", on=last_day))
        elif left <= warning_days:
            found.append(Status.EXPIRING)
            reasons.append(Reason("expires", on=last_day, days=left))
    return Qualification(
        row.person_id, row.sop_id, _gravest(found, restrictions), _version_held(row, held), _number(row.last), last_day, tuple(reasons), evidence, DEPTHS[depth]
    )  # fmt: skip


# A suspension that follows from facts stands after these; one by a person (`restrictions`) outranks them all.
_ORDER = (Status.NOT_TRAINED, Status.EXPIRED, Status.SUSPENDED, Status.EXPIRING)


def _gravest(found: list[Status], restrictions: tuple[Reason, ...]) -> Status:
    if restrictions:
        return (
            Status.DISQUALIFIED
            if any(restriction.code == "disqualified" for restriction in restrictions)
            else Status.SUSPENDED
        )
    if not found:
        return Status.VALID
    return next(status for status in _ORDER if status in found)


def _restrictions(row: Gathered, having: Conditions) -> tuple[Reason, ...]:
    """Suspensions and disqualifications that touch this SOP and were not lifted (R-22)."""
    restrictions = [(row, "sop"), (having.everything, "all"), (having.aseptic if row.access else None, "access_ab")]
    return tuple(
        Reason("disqualified" if restriction.gravity == 2 else "suspended", since=day(restriction.since), scope=scope)
        for restriction, scope in restrictions
        if restriction is not None and restriction.gravity and restriction.since
    )


def _missing(row: Gathered, held: Held | None, asks_quiz: bool) -> tuple[list[Reason], list[Reason]]:
    """What was never done on any version, and what the version in force asks anew."""
    never: list[Reason] = []
    anew: list[Reason] = []
    version: dict[str, Any] = {"version": _number(row.last), "since": day(row.last_on) if row.last_on else None}
    if row.read_ever is None:
        never.append(Reason("read_missing", **version))
    elif row.read_on is None:
        anew.append(Reason("read_again", **version))
    if asks_quiz and row.quiz_ever is None:
        never.append(Reason("quiz_missing", **version))
    elif asks_quiz and row.quiz_on is None:
        anew.append(Reason("quiz_again", **version))
    if row.depth == 3 and (held is None or not held.counts):
        (never if held is None else anew).append(_practice(row, held, version))
    return never, anew


def _practice(row: Gathered, held: Held | None, version: dict[str, Any]) -> Reason:
    """The next step on the way to a confirmation: runs, assessment, the signature of QA."""
    needed = max(row.runs_needed or 0, 1) if held is None else 1
    runs, _, assessed_on = (row.practice or "0 ").partition(" ")
    if int(runs) < needed:
        return Reason("runs_missing", done=int(runs), of=needed, **version)
    if not assessed_on:
        return Reason("assessment_missing", **version)
    return Reason("confirmation_missing", on=day(assessed_on), **version)


def _access(row: Gathered, as_of: dt.date, warning_days: int, having: Conditions) -> list[tuple[Status | None, Reason]]:
    """Unsupervised work in A/B: gowning valid, first series of media fills passed, the newest not older than the interval (R-20, R-23, R-24)."""
    found: list[tuple[Status | None, Reason]] = []
    until = having.gowning_until
    if having.gowning is None:
        found.append((Status.NOT_TRAINED, Reason("gowning_missing")))
    elif not having.gowning.counts:
        found.append((Status.SUSPENDED, Reason("gowning_again")))
    elif until is not None and until < as_of:
        found.append((Status.SUSPENDED, Reason("gowning_expired", on=until)))
    elif until is not None and (until - as_of).days <= warning_days:
        found.append((None, Reason("gowning_expires", on=until, days=(until - as_of).days)))
    if not row.aps_first:
        return found
    fills = having.fills
    good = (fills.aps_good or 0) if fills else 0
    if fills is None or (fills.aps_best or 0) < row.aps_first:
        found.append((Status.NOT_TRAINED, Reason("aps_missing", done=good, of=row.aps_first)))
    elif good < row.aps_first and fills.aps_failed_on:
        found.append((Status.SUSPENDED, Reason("aps_failed", on=day(fills.aps_failed_on), done=good, of=row.aps_first)))
    elif fills.aps_on and row.aps_months:
        last = add_months(day(fills.aps_on), row.aps_months)
        if last < as_of:
            found.append((Status.SUSPENDED, Reason("aps_expired", on=last)))
        elif (last - as_of).days <= warning_days:
            found.append((None, Reason("aps_expires", on=last, days=(last - as_of).days)))
    return found


def _last_day(row: Gathered, held: Held | None, asks_quiz: bool) -> dt.date | None:
    if row.depth == 3:
        return held.last_day(row.months) if held else None
    if not row.months:
        return None
    newest = row.read_on or row.read_ever
    if asks_quiz:
        newest = max(filter(None, (newest, row.quiz_on or row.quiz_ever)), default=None)
    return add_months(day(newest), row.months) if newest else None


def _version_held(row: Gathered, held: Held | None) -> int | None:
    """Number of the version held: that of the confirmation; where reading or the quiz suffice, the newest for which all of them are done."""
    if row.depth == 3 or (row.depth is None and held):
        return _number(held.place) if held else None
    if row.depth == 2 and row.quiz and (row.read_on is None or row.quiz_on is None):
        return _number(min(row.read_place, row.quiz_place)) if row.read_place and row.quiz_place else None
    return _number(row.read_place)


def _number(place: int | None) -> int | None:
    return place % PLACE if place else None


def _evidence(row: Gathered, held: Held | None) -> tuple[tuple[str, int], ...]:
    acts = (("acknowledgement", row.read_id), ("submission", row.quiz_id), ("confirmation", held.id if held else None))
    return tuple([(kind, pk) for kind, pk in acts if pk is not None])
