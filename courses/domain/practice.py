"""Practice is observed, judged against its limits, signed by the assessor and then by the learner (domain (f); R-17,
R-20 … R-24).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What an assessor observed at one supervised run, assessment or media fill, as entered and before it is judged."""

    person: Person
    kind: str
    happened_on: dt.date  # the day of the act; the system's own time is kept beside it
    checklist: Checklist | None = None
    sop: Sop | None = None  # where it has no checklist
    sop_version: SopVersion | None = None  # None: the one in force on that day
    lines: Mapping[str, str] = field(default_factory=dict)  # line of the checklist -> met, missed, na
    measured: Mapping[str, str | Decimal] = field(default_factory=dict)  # typed parameter -> value
    run_number: int | None = None
    batch: str = ""
    units: int | None = None  # filled in a media fill
    contaminated: int | None = None  # of these
    read_on: dt.date | None = None  # the date of the result, if it is another day
    failed: bool = False  # by the assessor, whatever the values say
    remarks: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def result_on(self) -> dt.date:
        return self.read_on or self.happened_on

    @property
    def subject(self) -> Sop:
        """The SOP that was practised. Raises Refused where neither checklist nor SOP is named."""
        subject = self.checklist.sop if self.checklist else self.sop
        if subject is None:
            raise Refused(_("Name the checklist or the SOP that was practised."), field="checklist")
        return subject


@dataclass(frozen=True)
class _Judged:
    """The observation judged against the limits of the version practised."""

    passed: bool
    lines: list[dict[str, Any]]
    values: list[dict[str, Any]]  # measured, but on no line
    media_fill: dict[str, int]


def record_assessment(
    observed: Observed,
    *,
    by: User,
    proof: Proof,
    supersedes: Assessment | None = None,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Assessment:
    """Records a supervised run, an assessment or a media fill as observed and signs it as its assessor (R-18).

    Entry later than the day of the result needs a reason. A correction names the record it `supersedes` and the
    reason; the first stays readable (R-11). Raises Refused, NotAllowed, Conflict.
    """
    at = at or clock.now()
    today = clock.site_date(at)
    if observed.kind not in PracticeKind.values:
        raise Refused(_("Unknown kind of practice."), field="kind")
    subject = observed.subject
    check_can_assess(subject, observed.person, by=by, happened_on=observed.happened_on)
    _check_days(observed, today, reason)
    version = _version(subject, observed.sop_version, observed.happened_on, today, observed.kind)
    judged = _judge(observed, version)
    if supersedes is not None:
        _check_correction(supersedes, observed.person, subject, reason)
    assessment = Assessment(
        checklist=observed.checklist,
        kind=observed.kind,
        person=observed.person,
        assessor=require_person(by),
        sop=subject,
        sop_version=version,
        run_number=observed.run_number,
        happened_on=observed.happened_on,
        result_on=observed.result_on,
        recorded_at=at,
        passed=judged.passed,
        supersedes=supersedes,
        reason=reason.strip(),
    )
    assessment.content = _content(assessment, observed, judged)
    assessment.sha256 = sha256(assessment.content)
    try:
        _sign_and_save(assessment, by=by, proof=proof)
    except IntegrityError as error:
        if supersedes is None or not Assessment.objects.filter(supersedes=supersedes).exists():
            raise
        raise Conflict(_("This record was corrected already. Reload the page.")) from error
    return assessment


@transaction.atomic
def _sign_and_save(assessment: Assessment, *, by: User, proof: Proof) -> None:
    at, meaning = assessment.recorded_at, MEANINGS[PracticeKind(assessment.kind)]
    assessment.signature = sign(assessment, by=by, proof=proof, meaning=meaning, content_hash=assessment.sha256, at=at)
    assessment.save()
    record(
        "assessment_recorded",
        assessment,
        by=by,
        at=at,
        kind=assessment.kind,
        passed=assessment.passed,
        content=assessment.sha256,
        reason=assessment.reason,
    )


def _judge(observed: Observed, version: SopVersion | None) -> _Judged:
    """Passes when no critical line is missed, every measured value is within its limit (limits of the assessed
    version), other misses stay within the checklist's allowance, no unit is contaminated (R-24), and the assessor
    did not fail it.
    """
    checklist = observed.checklist
    media_fill = _media_fill(observed.kind, observed.units, observed.contaminated)
    parameters = parameters_of(version.document) if version else {}
    wanted = lines_for(checklist.lines, parameters) if checklist else []
    lines_passed, lines = judge(
        wanted,
        observed.lines,
        observed.measured,
        others_allowed=checklist.other_misses_allowed if checklist else 0,
        complete=observed.kind == PracticeKind.ASSESSMENT,
    )
    values_passed, values = spare_values(observed.measured, wanted, parameters)
    passed = lines_passed and values_passed and not observed.failed and not media_fill.get("contaminated")
    return _Judged(passed, lines, values, media_fill)


def _content(assessment: Assessment, observed: Observed, judged: _Judged) -> str:
    """Returns the record as it is signed: names, titles and numbers of today, as canonical JSON."""
    version, checklist = assessment.sop_version, assessment.checklist
    return canonical(
        {
            "person": assessment.person.full_name,
            "assessor": assessment.assessor.full_name,
            "kind": assessment.kind,
            "sop": assessment.sop.number,
            "version": version.release.number if version else None,
            "version_sha256": version.sha256 if version else "",
            "checklist": {"slug": checklist.slug, "titles": checklist.titles} if checklist else None,
            "run_number": assessment.run_number,
            "happened_on": assessment.happened_on,
            "result_on": assessment.result_on,
            "batch": observed.batch.strip(),
            "lines": judged.lines,
            "values": judged.values,
            "media_fill": judged.media_fill or None,
            "failed_by_assessor": observed.failed,
            "passed": judged.passed,
            "remarks": observed.remarks.strip(),
            "details": observed.details,
            "supersedes": str(assessment.supersedes_id or ""),
            "reason": assessment.reason,
        }
    )


def _check_days(observed: Observed, today: dt.date, reason: str) -> None:
    if observed.happened_on > today or observed.result_on > today:
        raise Refused(_("The day lies in the future."), field="happened_on")
    if observed.result_on < observed.happened_on:
        raise Refused(_("The reading cannot be earlier than the run."), field="read_on")
    if observed.result_on < today and not reason.strip():
        raise Refused(_("Entered later than it happened: say why."), field="reason")


def _version(sop: Sop, wanted: SopVersion | None, happened_on: dt.date, today: dt.date, kind: str) -> SopVersion | None:
    """Returns the version practised: in force on that day, or approved and coming. Only a media fill may have none."""
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
    """Signs the record in the learner's own name; from then on it counts. A second signature changes nothing."""
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
