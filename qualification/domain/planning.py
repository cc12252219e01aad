"""Appointments ahead: who practises, is assessed or fills media on which day. Plans, not evidence."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.days import daydate
from core.errors import Conflict, NotAllowed, Refused
from courses.policies import assessor_scopes
from qualification.enums import Activity
from qualification.models import PlannedAppointment
from sops.models import Sop, SopVersion
from staff.models import Person, User
from staff.permissions import May, can


@transaction.atomic
def plan(
    person: Person,
    *,
    by: User,
    day: dt.date,
    activity: str,
    sop: Sop | None = None,
    version: SopVersion | None = None,
    number: int | None = None,
    of: int | None = None,
    assessor: Person | None = None,
    time: dt.time | None = None,
    place: str = "",
    at: dt.datetime | None = None,
) -> PlannedAppointment:
    """Put an appointment in the plan, from today on. Trainers and assessors plan, with an assessor appointed for that
    SOP on that day.

    Raises NotAllowed, Refused; Conflict where the same is planned already (the second of two clicks).
    """
    at = at or clock.now()
    _check_may_plan(by)
    if activity not in Activity.values:
        raise Refused(_("Unknown kind of appointment."), field="activity")
    if day < clock.site_date(at):
        raise Refused(_("An appointment lies ahead: choose today or a later day."), field="day")
    if assessor is not None and assessor.pk == person.pk:
        raise Refused(_("Nobody assesses themselves."), field="assessor")
    if assessor is not None and sop is not None and not assessor_scopes(assessor, day).covers(sop.number):
        raise Refused(
            _("%(name)s was not appointed to assess practice of %(sop)s on %(day)s.")
            % {"name": assessor.full_name, "sop": sop.number, "day": daydate(day)},
            field="assessor",
        )
    Person.objects.select_for_update().get(
        pk=person.pk
    )  # of two clicks at the same moment the second waits and finds the first
    if PlannedAppointment.objects.filter(
        person=person, day=day, activity=activity, sop=sop, cancelled_at=None
    ).exists():
        raise Conflict(
            _("This is planned already: %(name)s, %(day)s.") % {"name": person.full_name, "day": daydate(day)},
            field="day",
        )
    row = PlannedAppointment.objects.create(
        person=person, day=day, activity=activity, sop=sop, version=version, number=number, of=of, assessor=assessor,
        time=time, place=place,
        recorded_at=at,
    )  # fmt: skip
    record(
        "appointment_planned",
        row,
        by=by,
        at=at,
        new={"day": day, "activity": activity, "sop": sop.number if sop else ""},
    )
    return row


@transaction.atomic
def cancel(appointment: PlannedAppointment, *, by: User, reason: str, at: dt.datetime | None = None) -> None:
    """Take an appointment out of the plan; the line stays. Raises NotAllowed, Refused, Conflict (cancelled already)."""
    at = at or clock.now()
    _check_may_plan(by)
    appointment = PlannedAppointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.cancelled_at:
        raise Conflict(_("This appointment was cancelled already."))
    if not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    appointment.cancelled_at = at
    appointment.save(update_fields=["cancelled_at"])
    record("appointment_cancelled", appointment, by=by, at=at, reason=reason, old={"day": appointment.day})


def _check_may_plan(by: User) -> None:
    if not (can(by, May.ASSESS_PRACTICE) or can(by, May.MANAGE_COURSES)):
        raise NotAllowed(_("Trainers and assessors plan appointments."))
