"""May this person do this work, on that day, and what is the proof? One function, one statement, from facts alone (domain (f); R-13, R-15 … R-24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from core import clock
from qualification.decide import NO_CONDITIONS, Gathered, Qualification, conditions, decide
from qualification.enums import Status
from qualification.reasons import Reason
from qualification.statement import build
from sops.models import Sop
from staff.models import Person
from staff.values import value

__all__ = ["Qualification", "Reason", "qualification_of", "qualifications"]


def qualifications(
    people: Iterable[Person | int] | None = None,
    sops: Iterable[Sop | int] | None = None,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> list[Qualification]:
    """Status of each of `people` for each of `sops` at the end of the site day `as_of` (today), as known at `known_at` (now); None means all.

    Pairs that no job role requires and that have no evidence are left out: they are `not_required`.
    A fact counts if its day is `as_of` or earlier and it was recorded at `known_at` or earlier: nothing is stored, so nothing can be out of date.
    """
    as_of = as_of or clock.today()
    rows = gather(people, sops, as_of, known_at or clock.now())
    warning_days = value("warning_days", on=as_of)
    having = conditions(rows)
    return [
        decide(row, as_of=as_of, warning_days=warning_days, having=having.get(row.person_id, NO_CONDITIONS))
        for row in rows
        if row.requested
    ]


def qualification_of(
    person: Person | int, sop: Sop | int, as_of: dt.date | None = None, known_at: dt.datetime | None = None
) -> Qualification:
    """The answer for one person and one SOP, also where nothing is required."""
    for answer in qualifications([person], [sop], as_of, known_at):
        return answer
    return Qualification(_id(person), _id(sop), Status.NOT_REQUIRED, None, None, None, (), ())


def gather(
    people: Iterable[Person | int] | None, sops: Iterable[Sop | int] | None, as_of: dt.date, known_at: dt.datetime
) -> list[Gathered]:
    """Everything the answer depends on, by one statement; rows of the gowning SOP come along, because access to A/B depends on it."""
    statement = build(connection.vendor, _ids(people), _ids(sops))
    moments = {"known": known_at, "until": min(known_at, clock.end_of(as_of))}
    parameters = {"day": connection.ops.adapt_datefield_value(as_of)}
    parameters |= {name: connection.ops.adapt_datetimefield_value(moment) for name, moment in moments.items()}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Gathered._make(row) for row in cursor.fetchall()]


def _ids(items: Iterable[Person | Sop | int] | None) -> tuple[int, ...] | None:
    return None if items is None else tuple(sorted(_id(item) for item in items))


def _id(item: Person | Sop | int) -> int:
    return item if isinstance(item, int) else item.pk
