"""Whether QA can confirm a person for an SOP: what is missing, and the acts a confirmation rests on (R-15, R-17).

The same facts and rules as the matrix: what the matrix says is missing is what a confirmation refuses.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from core import clock
from courses.enums import PracticeKind
from courses.models import Assessment
from courses.practising import RunProgress
from qualification.decide import missing_for_confirmation, runs_of
from qualification.facts import gather, parameters, values_on
from qualification.reasons import Reason
from qualification.statement import build_practice
from sops.models import Sop
from staff.models import Person


@dataclass(frozen=True)
class Readiness:
    """How far one person is on the way to the next confirmation for one SOP."""

    version: int | None  # number of the version in force on the day asked about
    missing: tuple[Reason, ...]  # the last one is `confirmation_missing` when practice is complete
    runs: RunProgress
    reading_id: int | None
    submission_id: int | None

    @property
    def obstacles(self) -> list[Reason]:
        """What has to be done before QA can confirm."""
        return [reason for reason in self.missing if reason.code != "confirmation_missing"]


def readiness(
    person: Person,
    sop: Sop,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
    *,
    acts_until: dt.date | None = None,
) -> Readiness:
    """What a confirmation for the version in force on `as_of` (today) needs, by acts up to `acts_until`; 2 queries."""
    as_of = as_of or clock.today()
    values = values_on(as_of)
    rows = gather([person], [sop], as_of, known_at or clock.now(), values, acts_until=acts_until, confirming=True)
    row = next(row for row in rows if row.requested and row.sop_id == sop.pk)
    return Readiness(
        row.version,
        tuple(missing_for_confirmation(row, values)),
        runs_of(row, values),
        row.read_id,
        row.quiz_id,
    )


def counted_practice(
    person: Person, sop: Sop, as_of: dt.date, known_at: dt.datetime, *, acts_until: dt.date | None = None
) -> tuple[list[Assessment], list[Assessment]]:
    """Supervised runs and practical assessments that count towards the next confirmation, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            build_practice(connection.vendor, person.pk, sop.pk),
            parameters(as_of, known_at, values_on(as_of), acts_until),
        )
        ids = [row[0] for row in cursor.fetchall()]
    found = Assessment.objects.select_related("checklist", "signature").filter(pk__in=ids)
    acts = list(found.order_by("happened_on", "recorded_at"))
    return (
        [act for act in acts if act.kind == PracticeKind.RUN],
        [act for act in acts if act.kind == PracticeKind.ASSESSMENT],
    )


def run_progress(person: Person, sop: Sop, day: dt.date) -> RunProgress:
    """Supervised runs done and needed for the version in force on `day`: the assessor sees what the learner sees."""
    return readiness(person, sop, day).runs
