"""The right to work is confirmed, suspended, taken away and given back: by a person, for a reason, on record (R-15, R-17, R-22)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from certificates.enums import StandingKind
from certificates.models import Confirmation, StandingEvent
from certificates.qualification.decide import add_months
from certificates.qualification.policies import (
    Proofs,
    check_can_bar,
    check_can_confirm,
    check_can_restore,
    is_gowning,
    open_bars,
)
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict
from sops.models import Requirement, Sop, SopVersion
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import Person, User
from staff.values import value


def confirm_qualification(
    person: Person,
    version: SopVersion,
    *,
    by: User,
    proof: Proof,
    qualified_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Confirmation:
    """QA confirms by signature that `person` is qualified for `version` from `qualified_from` to `valid_to`, both days included.

    Without `valid_to` it is what the person's roles, the checklist or the institution say, in months from the first day. The signature stands
    on the assessment it confirms, over everything the confirmation rests on. Raises NotAllowed, Refused, Conflict (signed already).
    """
    at = at or clock.now()
    on = clock.site_date(at)
    first_day = qualified_from or on
    last_day = valid_to or default_last_day(person, version.sop, first_day)
    proofs = check_can_confirm(person, version, by=by, qualified_from=first_day, valid_to=last_day, on=on, at=at)
    content = canonical(_content(person, version, first_day, last_day, proofs))
    content_hash = sha256(content)
    with transaction.atomic():
        signature = sign(
            proofs.assessment, by=by, proof=proof, meaning=Meaning.QUALIFICATION, content_hash=content_hash, at=at
        )  # the second of two clicks finds it signed
        confirmation = Confirmation.objects.create(
            person=person, version=version, qualified_from=first_day, valid_to=last_day, by=signature.person, recorded_at=at, content=content,
            sha256=content_hash, signature=signature,
        )  # fmt: skip
        record(
            "qualification_confirmed", confirmation, by=by, at=at, new={"from": first_day, "to": last_day}, sop=version.sop.number, content=content_hash
        )  # fmt: skip
    return confirmation


def default_last_day(person: Person, sop: Sop, first_day: dt.date) -> dt.date:
    """First day plus the shortest requalification interval of the person's roles, else of the checklist, else the institution's (domain (f))."""
    roles = person.assignments.on(first_day).values("job_role")
    asked = Requirement.objects.on(first_day).filter(job_role__in=roles, sop=sop, requalification_months__isnull=False)
    months = list(asked.values_list("requalification_months", flat=True))
    months += list(sop.checklists.filter(repeat_months__isnull=False).values_list("repeat_months", flat=True))
    if is_gowning(sop):
        months.append(value("gowning_months", on=first_day))
    return add_months(first_day, min(months, default=value("refresher_months", on=first_day)))


def _content(
    person: Person, version: SopVersion, first_day: dt.date, last_day: dt.date, proofs: Proofs
) -> dict[str, Any]:
    return {
        "person": person.pk,
        "name": person.full_name,
        "sop": version.sop.number,
        "version_sha256": version.sha256,
        "from": first_day,
        "to": last_day,
        "reading": proofs.reading.signature.hash,
        "quiz": proofs.quiz.sha256 if proofs.quiz else None,
        "runs": [run.sha256 for run in proofs.runs],
        "assessment": proofs.assessment.sha256,
    }


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
) -> StandingEvent:
    """Suspend `person` in `scope` ("all", "access_ab", "sop" with `sop`) from a day on, until restored. Raises NotAllowed, Refused, Conflict."""
    return _bar(
        StandingKind.SUSPENSION,
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
) -> StandingEvent:
    """Take the right away; only retraining and requalification bring it back (R-22). Raises NotAllowed, Refused, Conflict."""
    return _bar(
        StandingKind.DISQUALIFICATION,
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
) -> StandingEvent:
    """End the suspension or disqualification of this scope. Raises NotAllowed, Refused with what is missing (R-22), Conflict."""
    at = at or clock.now()
    on = clock.site_date(at)
    check_can_restore(person, by=by, scope=scope, sop=sop, from_on=from_on or on, on=on, at=at, reasons=reasons)
    return _write(
        StandingKind.LIFTED,
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
def _bar(
    kind: StandingKind,
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str,
    sop: Sop | None,
    from_on: dt.date | None,
    cause: dict[str, Any] | None,
    at: dt.datetime | None,
) -> StandingEvent:
    at = at or clock.now()
    on = clock.site_date(at)
    check_can_bar(person, by=by, scope=scope, sop=sop, from_on=from_on or on, on=on, reasons=reasons)
    standing = open_bars(person, scope, sop)
    if any(bar.kind in (kind, StandingKind.DISQUALIFICATION) for bar in standing):
        raise Conflict(_("%(name)s is suspended or disqualified here already.") % {"name": person.full_name})
    return _write(kind, person, by=by, reasons=reasons, scope=scope, sop=sop, from_on=from_on or on, cause=cause, at=at)


def _write(
    kind: StandingKind,
    person: Person,
    *,
    by: User,
    reasons: dict[str, str],
    scope: str,
    sop: Sop | None,
    from_on: dt.date,
    cause: dict[str, Any] | None,
    at: dt.datetime,
) -> StandingEvent:
    assert by.person is not None  # the policy has looked
    plain = {name: val if isinstance(val, str | int | None) else str(val) for name, val in (cause or {}).items()}
    event = StandingEvent.objects.create(
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
        StandingKind.SUSPENSION: "suspended",
        StandingKind.DISQUALIFICATION: "disqualified",
        StandingKind.LIFTED: "restored",
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
