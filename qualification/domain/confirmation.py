"""QA confirms by signature that a person is qualified (R-15, R-17)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.days import add_months
from qualification.models import Confirmation
from qualification.policies import (
    Proofs,
    check_can_confirm,
    is_gowning,
)
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
    """QA confirms by signature that `person` is qualified for `version` from `qualified_from` to and with `valid_to`.

    Without `valid_to` the interval of the person's roles, the checklist or the institution counts from the first day.
    The signature is on the assessment, over everything the confirmation rests on. Raises NotAllowed, Refused,
    Conflict (signed already).
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
            person=person, version=version, qualified_from=first_day, valid_to=last_day, by=signature.person,
            recorded_at=at, content=content,
            sha256=content_hash, signature=signature,
        )  # fmt: skip
        record(
            "qualification_confirmed", confirmation, by=by, at=at, new={"from": first_day, "to": last_day},
            sop=version.sop.number, content=content_hash
        )  # fmt: skip
    return confirmation


def default_last_day(person: Person, sop: Sop, first_day: dt.date) -> dt.date:
    """First day plus the shortest interval of the roles, checklist and gowning, else the institution's (domain (f))."""
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
