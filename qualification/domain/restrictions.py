"""The right to work is suspended, taken away and given back: by QA, for a reason, on record (R-22)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.errors import Conflict
from qualification.enums import RestrictionKind
from qualification.models import Restriction
from qualification.policies import (
    check_can_restore,
    check_can_restrict,
    open_restrictions,
)
from sops.models import Sop
from staff.models import Person, User


def suspend(
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str = "all",
    sop: Sop | None = None,
    from_on: dt.date | None = None,
    cause: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Restriction:
    """Suspend `person` in `scope`

    ("all", "access_ab", "sop" with `sop`) from a day on, until restored. Raises NotAllowed, Refused, Conflict.
    """
    return _restrict(
        RestrictionKind.SUSPENSION,
        person,
        by=by,
        reasons=reasons,
        scope=scope,
        sop=sop,
        from_on=from_on,
        cause=cause,
        at=at,
    )


def disqualify(
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str = "all",
    sop: Sop | None = None,
    from_on: dt.date | None = None,
    cause: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Restriction:
    """Take the right away; only retraining and requalification bring it back (R-22).

    Raises NotAllowed, Refused, Conflict.
    """
    return _restrict(
        RestrictionKind.DISQUALIFICATION,
        person,
        by=by,
        reasons=reasons,
        scope=scope,
        sop=sop,
        from_on=from_on,
        cause=cause,
        at=at,
    )


@transaction.atomic
def restore(
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str = "all",
    sop: Sop | None = None,
    from_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Restriction:
    """End the suspension or disqualification of this scope.

    Raises NotAllowed, Refused with what is missing (R-22), Conflict.
    """
    at = at or clock.now()
    on = clock.site_date(at)
    check_can_restore(person, by=by, scope=scope, sop=sop, from_on=from_on or on, on=on, at=at, reasons=reasons)
    return _write(
        RestrictionKind.LIFTED,
        person,
        by=by,
        reasons=reasons,
        scope=scope,
        sop=sop,
        from_on=from_on or on,
        cause=None,
        at=at,
    )


@transaction.atomic
def _restrict(
    kind: RestrictionKind,
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str,
    sop: Sop | None,
    from_on: dt.date | None,
    cause: dict[str, Any] | None,
    at: dt.datetime | None,
) -> Restriction:
    at = at or clock.now()
    on = clock.site_date(at)
    check_can_restrict(person, by=by, scope=scope, sop=sop, from_on=from_on or on, on=on, reasons=reasons)
    if any(row.kind in (kind, RestrictionKind.DISQUALIFICATION) for row in open_restrictions(person, scope, sop)):
        raise Conflict(_("%(name)s is suspended or disqualified here already.") % {"name": person.full_name})
    return _write(kind, person, by=by, reasons=reasons, scope=scope, sop=sop, from_on=from_on or on, cause=cause, at=at)


def _write(
    kind: RestrictionKind,
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str,
    sop: Sop | None,
    from_on: dt.date,
    cause: dict[str, Any] | None,
    at: dt.datetime,
) -> Restriction:
    assert by.person is not None  # the policy has looked
    plain = {name: val if isinstance(val, str | int | None) else str(val) for name, val in (cause or {}).items()}
    event = Restriction.objects.create(
        person=person,
        kind=kind,
        scope=scope,
        sop=sop,
        from_on=from_on,
        reasons=reasons,
        cause=plain,
        by=by.person,
        recorded_at=at,
    )
    action = {
        RestrictionKind.SUSPENSION: "suspended",
        RestrictionKind.DISQUALIFICATION: "disqualified",
        RestrictionKind.LIFTED: "restored",
    }[kind]
    new = {"scope": scope, "sop": sop.number if sop else "", "from": from_on, "reasons": reasons, "cause": plain}
    record(
        action,
        person,
        by=by,
        at=at,
        new=new,
        reason=next((text for text in reasons.values() if text.strip()), ""),
        event=event.pk,
    )
    return event
