"""May this person do this work on that day, and by what evidence? From facts alone (domain (f); R-13, R-15 … R-24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core import clock
from qualification.decide import NO_CONDITIONS, Qualification, conditions, decide
from qualification.enums import Status
from qualification.facts import gather, id_of, values_on
from qualification.reasons import Reason
from sops.models import Sop
from staff.models import Person

__all__ = ["Qualification", "Reason", "qualification_of", "qualifications"]


def qualifications(
    people: Iterable[Person | int] | None = None,
    sops: Iterable[Sop | int] | None = None,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> list[Qualification]:
    """Qualification of each of `people` for each of `sops`, at the end of the day `as_of`, as known at `known_at`.

    None means all people, all SOPs, today at the site, now.

    Pairs that no job role requires and that have no evidence are left out: they are `not_required`. A fact counts if
    its day is `as_of` or earlier and it was recorded at `known_at` or earlier. Nothing is stored, so nothing can be
    out of date.
    """
    as_of = as_of or clock.today()
    values = values_on(as_of)
    rows = gather(people, sops, as_of, known_at or clock.now(), values)
    having = conditions(rows)
    return [
        decide(row, as_of=as_of, values=values, having=having.get(row.person_id, NO_CONDITIONS))
        for row in rows
        if row.requested
    ]


def qualification_of(
    person: Person | int, sop: Sop | int, as_of: dt.date | None = None, known_at: dt.datetime | None = None
) -> Qualification:
    """The answer for one person and one SOP, also where nothing is required."""
    for answer in qualifications([person], [sop], as_of, known_at):
        return answer
    return Qualification(id_of(person), id_of(sop), Status.NOT_REQUIRED, None, None, None, (), ())
