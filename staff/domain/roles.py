"""Defines job roles and duties; their holders are recorded in staff.domain.people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core.errors import Conflict
from staff.models import Duty, JobRole
from staff.permissions import Actor


@transaction.atomic
def add_job_role(
    *, code: str, names: dict[str, str], by: Actor, at: dt.datetime | None = None, **fields: Any
) -> JobRole:
    """Adds a job role, with the conditions for unsupervised work in a grade (`access`, R-20)."""
    if JobRole.objects.filter(code=code).exists():
        raise Conflict(_("There is a job role with the code %(code)s already.") % {"code": code}, field="code")
    role = JobRole.objects.create(code=code, names=names, **fields)
    record("job_role_added", role, by=by, at=at, new={"code": code, "names": names, "access": role.access})
    return role


@transaction.atomic
def add_duty(*, code: str, names: dict[str, str], by: Actor, at: dt.datetime | None = None) -> Duty:
    """Adds a duty to which people are appointed: director, practical assessor, …"""
    if Duty.objects.filter(code=code).exists():
        raise Conflict(_("There is a duty with the code %(code)s already.") % {"code": code}, field="code")
    duty = Duty.objects.create(code=code, names=names)
    record("duty_added", duty, by=by, at=at, new={"code": code, "names": names})
    return duty
