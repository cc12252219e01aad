"""What is on record about people and SOPs, as the rules of `decide` read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from core import clock
from core.days import add_months
from qualification.statement import PLACE, build
from sops.models import Sop
from staff.models import Person
from staff.values import all_values


class Values(NamedTuple):
    """Values of the institution on which a qualification depends, on the day asked about."""

    warning_days: int
    supervised_runs: int
    runs_again: int
    aps_first: int
    aps_months: int


def values_on(day: dt.date) -> Values:
    """The institution's values of a day. One query."""
    found = all_values(day)
    return Values(
        warning_days=found["warning_days"],
        supervised_runs=found["supervised_runs"],
        runs_again=found["runs_again"],
        aps_first=found["aps_first"],
        aps_months=found["aps_months"],
    )


class Gathered(NamedTuple):
    """One row of the statement: what is required of a person for an SOP, and which acts there are.

    `statement.ROW` explains the columns. Days are ISO text: most are never looked at, and parsing them all would be
    slow.
    """

    person_id: int
    sop_id: int
    depth: int | None
    months: int | None
    runs_asked: int | None
    access: int | None
    aps_first: int | None
    aps_months: int | None
    read_place: int | None
    read_on: str | None
    read_ever: str | None
    read_id: int | None
    quiz_place: int | None
    quiz_on: str | None
    quiz_ever: str | None
    quiz_id: int | None
    held_id: int | None
    held_counts: int | None
    held_from: str | None
    held_to: str | None
    held_place: int | None
    gravity: int | None
    since: str | None
    requested: int
    gowning: int
    last: int | None
    last_on: str | None
    in_force: int
    quiz: int
    runs_listed: int | None
    runs_before: int | None
    runs_now: int | None
    assessed_on: str | None
    aps_best: int | None
    aps_good: int | None
    aps_on: str | None
    aps_failed_on: str | None

    @property
    def version(self) -> int | None:
        """Number of the version in force."""
        return version_number(self.last)

    @property
    def held_until(self) -> dt.date | None:
        """Last day of the confirmation held: its own, else the job roles' interval after its first, else none."""
        if self.held_to:
            return iso_day(self.held_to)
        return add_months(iso_day(self.held_from), self.months) if self.held_from and self.months else None


def gather(
    people: Iterable[Person | int] | None,
    sops: Iterable[Sop | int] | None,
    as_of: dt.date,
    known_at: dt.datetime,
    values: Values,
    *,
    acts_until: dt.date | None = None,
    confirming: bool = False,
) -> list[Gathered]:
    """Rows for `people` and `sops` (None: all), by one statement.

    Rows of the gowning SOP come along, because access to A/B depends on it. `acts_until`: the last day of acts that
    are looked at, where that is not `as_of`. `confirming`: see `statement.build`.
    """
    statement = build(connection.vendor, ids_of(people), ids_of(sops), confirming=confirming)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(as_of, known_at, values, acts_until))
        columns = [column[0] for column in cursor.description]
        in_order = itemgetter(*map(columns.index, Gathered._fields))
        return [Gathered._make(in_order(row)) for row in cursor.fetchall()]


def parameters(
    as_of: dt.date, known_at: dt.datetime, values: Values, acts_until: dt.date | None = None
) -> dict[str, Any]:
    """Parameters of the statement, as this database writes days and instants.

    The media fills are those of a job role that does not say its own.
    """
    days = {"day": as_of, "acts": acts_until or as_of}
    instants = {"known": known_at, "until": min(known_at, clock.end_of(as_of))}
    return {
        **{name: connection.ops.adapt_datefield_value(day) for name, day in days.items()},
        **{name: connection.ops.adapt_datetimefield_value(instant) for name, instant in instants.items()},
        "aps_first": values.aps_first,
        "aps_months": values.aps_months,
    }


def ids_of(items: Iterable[Person | Sop | int] | None) -> tuple[int, ...] | None:
    """Primary keys in ascending order; None stays None: all of them."""
    return None if items is None else tuple(sorted(id_of(item) for item in items))


def id_of(item: Person | Sop | int) -> int:
    """The primary key of a row, given as the row or as the key itself."""
    return item if isinstance(item, int) else item.pk


@lru_cache(maxsize=8192)
def iso_day(text: str) -> dt.date:
    """A day of the statement: few different ones, read over and over."""
    return dt.date.fromisoformat(text)


def version_number(place: int | None) -> int | None:
    """Number of the version at this place of the order of taking effect."""
    return place % PLACE if place else None
