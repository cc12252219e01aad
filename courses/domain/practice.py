"""Practice is observed, judged by its limits, signed by the assessor and then by the learner (domain (f); R-17, R-20 … R-24)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict, NotAllowed, Refused
from courses.checking import judge, lines_for, parameters_of, spare_values
from courses.domain.completion import check_courses_with
from courses.enums import PracticeKind
from courses.models import Acceptance, Assessment, Checklist
from courses.policies import check_can_assess
from courses.queries import assessable_versions
from sops.models import Sop, SopVersion
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import Person, User
from staff.permissions import is_account_of, require_person

MEANINGS = {
    PracticeKind.RUN: Meaning.TRAINING_GIVEN,
    PracticeKind.ASSESSMENT: Meaning.ASSESSMENT,
    PracticeKind.APS: Meaning.ASSESSMENT,
}


def record_assessment(
    *,
    person: Person,
    kind: str,
    happened_on: dt.date,
    by: User,
    proof: Proof,
    checklist: Checklist | None = None,
    sop: Sop | None = None,
    sop_version: SopVersion | None = None,
    lines: dict[str, str] | None = None,
    measured: dict[str, str | Decimal] | None = None,
    run_number: int | None = None,
    batch: str = "",
    units: int | None = None,
    contaminated: int | None = None,
    read_on: dt.date | None = None,
    failed: bool = False,
    remarks: str = "",
    details: dict[str, Any] | None = None,
    supersedes: Assessment | None = None,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Assessment:
    """Record a supervised run, an assessment or a media fill as observed and sign it as its assessor (R-18).

    Passed when no critical line is missed, every measured value keeps its limit (limits of the version assessed), other misses stay
    within what the checklist allows, no unit is contaminated (R-24), and the assessor did not fail it (`failed`).
    `happened_on` is the day of the act; the system's own time is kept beside it (R-10), and entering later needs a reason.
    A correction names the record it `supersedes` and why; the first stays readable (R-11). Raises Refused, NotAllowed, Conflict.
    """
    at = at or clock.now()
    today = clock.site_date(at)
    if kind not in PracticeKind.values:
        raise Refused(_("Unknown kind of practice."), field="kind")
    subject = checklist.sop if checklist else sop
    if subject is None:
        raise Refused(_("Name the checklist or the SOP that was practised."), field="checklist")
    check_can_assess(subject, person, by=by, happened_on=happened_on)
    result_on = read_on or happened_on
    _check_days(happened_on, result_on, today, reason)
    version = _version(subject, sop_version, happened_on, today, kind)
    fill = _media_fill(kind, units, contaminated)
    parameters = parameters_of(version.document) if version else {}
    wanted = lines_for(checklist.lines, parameters) if checklist else []
    lines_passed, judged = judge(
        wanted,
        lines or {},
        measured or {},
        others_allowed=checklist.other_misses_allowed if checklist else 0,
        complete=kind == PracticeKind.ASSESSMENT,
    )
    values_passed, values = spare_values(measured or {}, wanted, parameters)
    passed = lines_passed and values_passed and not failed and not fill.get("contaminated")
    if supersedes is not None:
        _check_correction(supersedes, person, subject, reason)
    content = canonical(
        {
            "person": person.full_name,
            "assessor": require_person(by).full_name,
            "kind": kind,
            "sop": subject.number,
            "version": version.release.number if version else None,
            "version_sha256": version.sha256 if version else "",
            "checklist": {"slug": checklist.slug, "titles": checklist.titles} if checklist else None,
            "run_number": run_number,
            "happened_on": happened_on,
            "result_on": result_on,
            "batch": batch.strip(),
            "lines": judged,
            "values": values,
            "media_fill": fill or None,
            "failed_by_assessor": failed,
            "passed": passed,
            "remarks": remarks.strip(),
            "details": details or {},
            "supersedes": str(supersedes.pk) if supersedes else "",
            "reason": reason.strip(),
        }
    )
    assessment = Assessment(
        checklist=checklist,
        kind=kind,
        person=person,
        assessor=require_person(by),
        sop=subject,
        sop_version=version,
        run_number=run_number,
        happened_on=happened_on,
        result_on=result_on,
        recorded_at=at,
        content=content,
        sha256=sha256(content),
        passed=passed,
        supersedes=supersedes,
        reason=reason.strip(),
    )
    try:
        with transaction.atomic():
            assessment.signature = sign(
                assessment,
                by=by,
                proof=proof,
                meaning=MEANINGS[PracticeKind(kind)],
                content_hash=assessment.sha256,
                at=at,
            )
            assessment.save()
            record(
                "assessment_recorded",
                assessment,
                by=by,
                at=at,
                kind=kind,
                passed=passed,
                content=assessment.sha256,
                reason=reason.strip(),
            )
    except IntegrityError as error:
        if supersedes is None or not Assessment.objects.filter(supersedes=supersedes).exists():
            raise
        raise Conflict(_("This record was corrected already. Reload the page.")) from error
    return assessment


def _check_days(happened_on: dt.date, result_on: dt.date, today: dt.date, reason: str) -> None:
    if happened_on > today or result_on > today:
        raise Refused(_("The day lies in the future."), field="happened_on")
    if result_on < happened_on:
        raise Refused(_("The reading cannot be earlier than the run."), field="read_on")
    if result_on < today and not reason.strip():
        raise Refused(_("Entered later than it happened: say why."), field="reason")


def _version(sop: Sop, wanted: SopVersion | None, happened_on: dt.date, today: dt.date, kind: str) -> SopVersion | None:
    """The version practised: in force on that day, or approved and to come. Only a media fill may stand without a text."""
    possible = assessable_versions(sop.pk, happened_on, today)
    if wanted is not None:
        if wanted not in possible:
            raise Refused(
                _("%(version)s was not in force or approved on that day.") % {"version": wanted}, field="sop_version"
            )
        return wanted
    if not possible and kind != PracticeKind.APS:
        raise Refused(_("%(sop)s had no version in force on that day.") % {"sop": sop.number}, field="happened_on")
    return possible[0] if possible else None


def _media_fill(kind: str, units: int | None, contaminated: int | None) -> dict[str, int]:
    if kind != PracticeKind.APS:
        return {}
    if units is None or units < 1:
        raise Refused(_("Say how many units were filled."), field="units")
    if contaminated is None or not 0 <= contaminated <= units:
        raise Refused(
            _("Say how many units were contaminated: from 0 to %(units)d.") % {"units": units}, field="contaminated"
        )
    return {"units": units, "contaminated": contaminated}


def _check_correction(old: Assessment, person: Person, sop: Sop, reason: str) -> None:
    if old.person_id != person.pk or old.sop_id != sop.pk:
        raise Refused(_("A correction is about the same person and the same SOP."))
    if not reason.strip():
        raise Refused(_("A correction needs a reason."), field="reason")
    if Assessment.objects.filter(supersedes=old).exists():
        raise Conflict(_("This record was corrected already. Reload the page."))


def accept_assessment(assessment: Assessment, *, by: User, proof: Proof, at: dt.datetime | None = None) -> Acceptance:
    """The learner signs the record in their own name; from then on it counts. A second signature changes nothing."""
    at = at or clock.now()
    if not is_account_of(by, assessment.person_id):
        raise NotAllowed(_("Only the person who was assessed signs here."))
    found = Acceptance.objects.filter(assessment=assessment).first()
    if found:
        return found
    if Assessment.objects.filter(supersedes=assessment).exists():
        raise Conflict(_("This record was corrected. Sign the corrected one."))
    try:
        with transaction.atomic():
            signature = sign(
                assessment, by=by, proof=proof, meaning=Meaning.TRAINING_RECEIVED, content_hash=assessment.sha256, at=at
            )
            acceptance = Acceptance.objects.create(assessment=assessment, recorded_at=at, signature=signature)
            if assessment.checklist:
                check_courses_with(person=assessment.person, checklist=assessment.checklist, by=by, at=at)
            record("assessment_accepted", assessment, by=by, at=at, content=assessment.sha256)
    except (IntegrityError, Conflict):
        # two clicks: the first one signed
        again = Acceptance.objects.filter(assessment=assessment).first()
        if again is None:
            raise
        return again
    return acceptance
