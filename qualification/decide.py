"""From gathered facts to a qualification: the rules, without a database (domain (f); R-15 … R-24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from core.days import add_months
from courses.practising import RunProgress
from qualification.enums import Duty, Status
from qualification.facts import Gathered, Values, iso_day, version_number
from qualification.reasons import TO_DO, Reason
from qualification.retraining import asked_by_depth, runs_needed
from sops.enums import Depth

DEPTHS = {1: Depth.READ, 2: Depth.QUIZ, 3: Depth.PRACTICAL}
PRACTICAL = 3
MAY_WORK = frozenset({Status.VALID, Status.EXPIRING})


class Asked(NamedTuple):
    """Duties of a person for an SOP."""

    reading: bool
    quiz: bool
    practice: bool


class Conditions(NamedTuple):
    """What concerns more than one SOP of a person: restrictions on all or on aseptic work, gowning, media fills."""

    everything: Gathered | None = None
    aseptic: Gathered | None = None  # a restriction on aseptic work
    fills: Gathered | None = None
    gowning: Gathered | None = None


NO_CONDITIONS = Conditions()


class Qualification(NamedTuple):
    """One person, one SOP, one day: status, the version held and the one in force, last day, reasons, evidence."""

    person_id: int
    sop_id: int
    status: Status
    held: int | None  # number of the version the person is qualified for
    required: int | None  # number of the version in force
    valid_to: dt.date | None  # last day, inclusive
    reasons: tuple[Reason, ...]
    evidence: tuple[tuple[str, int], ...]
    depth: str = ""
    # what is still to be done, in this order: for the version in force, and to requalify after expiry
    missing: tuple[Reason, ...] = ()

    @property
    def may(self) -> bool:
        """Whether the person may do this work unsupervised on that day."""
        return self.status in MAY_WORK

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Why the status is what it is, then what a requalification still needs."""
        return self.reasons + tuple(reason for reason in self.missing if reason not in self.reasons)

    @property
    def requalification(self) -> Reason | None:
        """The expiry, where it alone is in the way: everything that the version in force asks is there."""
        if any(reason.code in TO_DO for reason in self.reasons):
            return None
        return next((reason for reason in self.reasons if reason.code == "expired"), None)


# By depth and whether the SOP has a quiz; looked up for every pair of the matrix.
_ASKED = {
    (level, quiz): Asked(*(duty in asked_by_depth(depth, has_quiz=bool(quiz)) for duty in Duty))
    for level, depth in DEPTHS.items()
    for quiz in (0, 1)
}


def conditions(rows: Iterable[Gathered]) -> dict[int, Conditions]:
    """Per person, what touches more than one SOP (R-20, R-21, R-22)."""
    found: dict[int, Conditions] = {}
    for row in rows:
        if row.sop_id > 0 and not (row.gowning and row.held_id):
            continue
        had = found.get(row.person_id, NO_CONDITIONS)
        if row.sop_id == 0:
            had = had._replace(everything=row)
        elif row.sop_id < 0:
            had = had._replace(aseptic=row) if row.gravity else had._replace(fills=row)
        else:
            had = had._replace(gowning=row)
        found[row.person_id] = had
    return found


def decide(row: Gathered, *, as_of: dt.date, values: Values, having: Conditions = NO_CONDITIONS) -> Qualification:
    """Qualification of one person for one SOP at the end of the day `as_of`.

    The first that applies: disqualified, suspended by a person, not trained, expired, a mandatory revision
    outstanding, access lapsed, expiring, valid.
    """
    evidence, held = _evidence(row), _version_held(row)
    restrictions = _restrictions(row, having) if row.gravity or having.everything or having.aseptic else ()
    if row.depth is None:
        return Qualification(
            row.person_id, row.sop_id, Status.NOT_REQUIRED, held, row.version, None, restrictions, evidence
        )
    asked = _ASKED[row.depth, row.quiz]
    found: list[Status] = []
    reasons: list[Reason] = list(restrictions)
    missing: list[Reason] = []
    if not row.in_force:
        found.append(Status.SUSPENDED if held else Status.NOT_TRAINED)
        reasons.append(Reason("no_version"))
    elif row.read_on is None or (asked.quiz and row.quiz_on is None) or (asked.practice and not row.held_counts):
        missing = missing_steps(row, asked, values)
        reasons += missing
        found.append(Status.NOT_TRAINED if _never_trained(row, asked) else Status.SUSPENDED)
    if row.access and not row.gowning:
        for status, reason in _access(row, as_of, values.warning_days, having):
            reasons.append(reason)
            if status:
                found.append(status)
    last_day = _last_day(row, asked)
    if last_day is not None:
        left = (last_day - as_of).days
        if left < 0:
            if held:
                found.append(Status.EXPIRED)
                reasons.append(Reason("expired", on=last_day))
                if row.in_force and asked.practice and row.held_counts:
                    missing = [*missing, next_practice_step(row, values)]
        elif left <= values.warning_days:
            found.append(Status.EXPIRING)
            reasons.append(Reason("expires", on=last_day, days=left))
    return Qualification(
        row.person_id, row.sop_id, _gravest(found, restrictions), held, row.version, last_day, tuple(reasons), evidence,
        DEPTHS[row.depth], tuple(missing),
    )  # fmt: skip


def missing_for_confirmation(row: Gathered, values: Values) -> list[Reason]:
    """What is still to be done before QA can confirm the person, at whatever depth the SOP is required (R-15, R-17)."""
    if not row.in_force:
        return [Reason("no_version")]
    steps = missing_steps(row, _ASKED[PRACTICAL, row.quiz]._replace(practice=False), values)
    return [*steps, next_practice_step(row, values)]


def missing_steps(row: Gathered, asked: Asked, values: Values) -> list[Reason]:
    """What was never done on any version or is asked anew by the one in force, in the order in which it is done."""
    steps: list[Reason] = []
    version = _version_in_force(row)
    if row.read_on is None:
        steps.append(Reason("read_missing", **version) if row.read_ever is None else Reason("read_again", **version))
    if asked.quiz and row.quiz_on is None:
        steps.append(Reason("quiz_missing", **version) if row.quiz_ever is None else Reason("quiz_again", **version))
    if asked.practice and not row.held_counts:
        steps.append(next_practice_step(row, values))
    return steps


def _never_trained(row: Gathered, asked: Asked) -> bool:
    """Whether something was never done on any version: a first training is not complete."""
    return row.read_ever is None or (asked.quiz and row.quiz_ever is None) or (asked.practice and row.held_id is None)


def next_practice_step(row: Gathered, values: Values) -> Reason:
    """The next step on the way to a confirmation: supervised runs, practical assessment, the signature of QA."""
    version, runs = _version_in_force(row), runs_of(row, values)
    if runs.done < runs.needed:
        return Reason("runs_missing", done=runs.done, of=runs.needed, **version)
    if not row.assessed_on:
        return Reason("assessment_missing", **version)
    return Reason("confirmation_missing", on=iso_day(row.assessed_on), **version)


def runs_of(row: Gathered, values: Values) -> RunProgress:
    """Supervised runs done and needed before the next confirmation.

    Before a first one: as many as `retraining.runs_needed` says, on whichever versions; where they were done before a
    version that asks for practice again, the value `runs_again` on that version. After a confirmation: as many, on a
    version that satisfies the one in force.
    """
    first = runs_needed(row.runs_asked, row.runs_listed, values.supervised_runs)
    before, now = row.runs_before or 0, row.runs_now or 0
    if row.held_id is None and before < first:
        return RunProgress(before + now, first)
    return RunProgress(now, min(values.runs_again, first))


def _version_in_force(row: Gathered) -> dict[str, Any]:
    return {"version": row.version, "since": iso_day(row.last_on) if row.last_on else None}


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
        Reason(
            "disqualified" if restriction.gravity == 2 else "suspended", since=iso_day(restriction.since), scope=scope
        )
        for restriction, scope in restrictions
        if restriction is not None and restriction.gravity and restriction.since
    )


def _access(row: Gathered, as_of: dt.date, warning_days: int, having: Conditions) -> list[tuple[Status | None, Reason]]:
    """What unsupervised work in A/B still lacks: valid gowning, a first series of media fills, a recent one.

    R-20, R-23, R-24.
    """
    found: list[tuple[Status | None, Reason]] = []
    until = having.gowning.held_until if having.gowning else None
    if having.gowning is None:
        found.append((Status.NOT_TRAINED, Reason("gowning_missing")))
    elif not having.gowning.held_counts:
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
        found.append(
            (Status.SUSPENDED, Reason("aps_failed", on=iso_day(fills.aps_failed_on), done=good, of=row.aps_first))
        )
    elif fills.aps_on and row.aps_months:
        last = add_months(iso_day(fills.aps_on), row.aps_months)
        if last < as_of:
            found.append((Status.SUSPENDED, Reason("aps_expired", on=last)))
        elif (last - as_of).days <= warning_days:
            found.append((None, Reason("aps_expires", on=last, days=(last - as_of).days)))
    return found


def _last_day(row: Gathered, asked: Asked) -> dt.date | None:
    if asked.practice:
        return row.held_until
    if not row.months:
        return None
    newest = row.read_on or row.read_ever
    if asked.quiz:
        newest = max(filter(None, (newest, row.quiz_on or row.quiz_ever)), default=None)
    return add_months(iso_day(newest), row.months) if newest else None


def _version_held(row: Gathered) -> int | None:
    """Number of the version held: that of the confirmation.

    Where reading or the quiz suffice, the newest version for which they are done.
    """
    if row.depth == PRACTICAL or (row.depth is None and row.held_id):
        return version_number(row.held_place)
    if row.depth == 2 and row.quiz and (row.read_on is None or row.quiz_on is None):
        return version_number(min(row.read_place, row.quiz_place)) if row.read_place and row.quiz_place else None
    return version_number(row.read_place)


def _evidence(row: Gathered) -> tuple[tuple[str, int], ...]:
    acts = (("acknowledgement", row.read_id), ("submission", row.quiz_id), ("confirmation", row.held_id))
    return tuple([(kind, pk) for kind, pk in acts if pk is not None])
