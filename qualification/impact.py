"""Who must be trained again before a candidate takes effect, and when they can be ready (R-19, 施行規則104条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from courses.models import Quiz, Submission
from qualification.enums import Duty
from qualification.models import PlannedAppointment
from qualification.retraining import ASKED_BY_CHANGE, asked_again
from qualification.status import qualifications
from sops.enums import ChangeClass
from sops.models import Acknowledgement, SopVersion
from sops.releasing.impact import Impact, Touched
from staff.models import Assignment, Person
from staff.values import all_values


def provide(version: SopVersion, effective_on: dt.date) -> Impact:
    """Everyone whose job role requires the SOP on `effective_on`.

    With what the change class asks of each at their depth, and when they can be ready.
    """
    eve = effective_on - dt.timedelta(days=1)
    answers = [row for row in qualifications(None, [version.sop_id], effective_on) if row.depth]
    change = ChangeClass(version.change_class) if version.change_class else ChangeClass.CRITICAL
    quiz = Quiz.objects.filter(sop=version.sop_id, kind="sop").exists()
    ids = [row.person_id for row in answers]
    people = {person.pk: person for person in Person.objects.filter(pk__in=ids)}
    read = set(Acknowledgement.objects.filter(version=version, person__in=ids).values_list("person_id", flat=True))
    tested = set(
        Submission.objects.filter(attempt__sop_version=version, attempt__person__in=ids, passed=True).values_list(
            "attempt__person_id", flat=True
        )
    )
    confirmed = set(version.confirmations.filter(person__in=ids).values_list("person_id", flat=True))
    done = {Duty.READ: read, Duty.QUIZ: tested, Duty.PRACTICE: confirmed}
    roles = _roles(ids, version.sop_id, effective_on)
    planned = _planned(ids, version.sop_id)
    values = all_values() if answers else {}
    touched = []
    for row in answers:
        duties = asked_again(change, row.depth, has_quiz=quiz)
        left = [duty for duty in duties if row.person_id not in done[duty]]
        touched.append(
            Touched(
                person=people[row.person_id],
                role=roles.get(row.person_id, ""),
                change_class=change,
                redo=_in_words(duties),
                due=eve,
                ready_on=_ready(left, planned.get(row.person_id), values),
            )
        )
    touched.sort(key=lambda row: row.person.pk)
    return Impact(
        effective_on,
        touched if ASKED_BY_CHANGE[change] else [],
        sum(row.may for row in qualifications(None, [version.sop_id])),
    )


def _in_words(duties: list[Duty]) -> str:
    return " + ".join(str(duty.label) for duty in duties) or _("notice only")


def _ready(left: list[Duty], planned_on: dt.date | None, values: dict[str, Any]) -> dt.date | None:
    """When the person can be ready: on the planned day, else after the time the institution gives for what is left."""
    today = clock.today()
    if not left:
        return today
    if Duty.PRACTICE in left:
        return planned_on or today + dt.timedelta(days=values["days_to_practise"])
    return today + dt.timedelta(days=values["days_to_read"])


def _planned(ids: list[int], sop_id: int) -> dict[int, dt.date]:
    rows = PlannedAppointment.objects.filter(person__in=ids, sop=sop_id, day__gte=clock.today(), cancelled_at=None)
    return dict(rows.order_by("-day").values_list("person_id", "day"))


def _roles(ids: list[int], sop_id: int, day: dt.date) -> dict[int, str]:
    rows = (
        Assignment.objects.on(day).filter(person__in=ids, job_role__requirements__sop=sop_id).select_related("job_role")
    )
    return {row.person_id: row.job_role.name for row in rows}
