"""Training requirements: which job role must know which SOP, at which level. They are dated, so that past days keep
their rules (domain (f), R-14, R-15).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actor import Name
from audit.trail import record
from core import clock
from core.errors import Refused
from sops.enums import Depth
from sops.models import Requirement, Sop
from staff.models import JobRole, User
from staff.permissions import Actor, May, require


@transaction.atomic
def require_sop(
    job_role: JobRole,
    sop: Sop,
    *,
    depth: str,
    valid_from: dt.date,
    by: Actor,
    runs: int = 0,
    requalification_months: int | None = None,
    at: dt.datetime | None = None,
) -> Requirement:
    """Requires `sop` of everybody in `job_role` from `valid_from` on; the previous requirement ends the day before. Due
    at once (R-19).

    `runs` is the number of supervised runs before the assessment, `requalification_months` the interval until
    requalification. Raises Refused, NotAllowed.
    """
    require(by, May.SET_REQUIREMENTS, systems=(Name.SEED_DEMO,))
    if depth not in Depth.values:
        raise Refused(_("There is no such depth."), field="depth")
    at = at or clock.now()
    current = Requirement.objects.on(valid_from).filter(job_role=job_role, sop=sop).first()
    old = None
    if current:
        if current.valid_from >= valid_from:
            raise Refused(_("This requirement was set from this day on already."), field="valid_from")
        old = {
            "depth": current.depth,
            "runs": current.runs,
            "requalification_months": current.requalification_months,
        }
        current.valid_to, current.end_recorded_at = valid_from - dt.timedelta(days=1), at
        current.save(update_fields=["valid_to", "end_recorded_at"])
    row = Requirement.objects.create(
        job_role=job_role, sop=sop, depth=depth, runs=runs, requalification_months=requalification_months,
        valid_from=valid_from,
        recorded_at=at,
    )  # fmt: skip
    new = {
        "sop": sop.number,
        "depth": depth,
        "runs": runs,
        "requalification_months": requalification_months,
        "from": valid_from,
    }
    record("requirement_set", job_role, by=by, at=at, old=old, new=new)
    return row


@transaction.atomic
def end_requirement(
    row: Requirement, *, last_day: dt.date, by: User, reason: str, at: dt.datetime | None = None
) -> None:
    """Ends the requirement of the SOP for the job role after `last_day`; what was required until then stays on
    record.
    """
    require(by, May.SET_REQUIREMENTS)
    if last_day < row.valid_from or not reason.strip():
        raise Refused(_("The end lies not before the beginning, and needs a reason."), field="last_day")
    at = at or clock.now()
    old, row.valid_to, row.end_recorded_at = row.valid_to, last_day, at
    row.save(update_fields=["valid_to", "end_recorded_at"])
    record(
        "requirement_ended",
        row.job_role,
        by=by,
        at=at,
        old={"to": old},
        new={"sop": row.sop.number, "to": last_day},
        reason=reason,
    )
