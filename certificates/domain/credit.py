"""The ledger of hours: lines are added, never changed; each keeps the conversion row with which it was computed (domain
(g), R-11).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from certificates.credit.policies import check_can_correct_credit, check_can_decide_claim
from certificates.credit.scans import check_scan
from certificates.enums import CreditForm
from certificates.models import (
    Certificate,
    CmeCredit,
    CmeRegime,
    ConversionRow,
    CreditClaim,
    CreditDecision,
    RegimeMembership,
)
from core import clock
from core.canonical import sha256
from core.errors import Conflict, NotAllowed, Refused
from core.text import nfc
from staff.models import Person, User
from staff.permissions import Actor, May, can, is_account_of


def credit_certificate(certificate: Certificate, *, at: dt.datetime) -> CmeCredit | None:
    """Enters the hours of a CME certificate in the ledger, correcting those of a certificate it replaces.

    Part of issuing.
    """
    if not certificate.hours:
        return None
    facts = certificate.facts
    ended_on = dt.date.fromisoformat(facts["to"])
    row = conversion_on(ended_on, activity="short_course", role="learner")
    former = (
        CmeCredit.objects.filter(certificate=certificate.supersedes, corrected_by=None).first()
        if certificate.supersedes
        else None
    )
    return _add(
        occasion=f"certificate-{certificate.pk}",
        person=certificate.person,
        certificate=certificate,
        started_on=dt.date.fromisoformat(facts["from"]),
        ended_on=ended_on,
        form=CreditForm.A,
        titles=facts["subject"]["titles"],
        organiser=facts["issuer"]["name"]["vi"],
        role="learner",
        quantity=Decimal(facts["activities"][0]["periods"] or facts["hours"]),
        unit="tiết",
        hours=certificate.hours,
        conversion=_frozen(row) if row else {},
        evidence=certificate.number,
        corrects=former,
        reason=next(iter(certificate.reasons.values()), ""),
        at=at,
    )


def reverse_credit(certificate: Certificate, *, by: User, at: dt.datetime, reason: str) -> CmeCredit | None:
    """Cancels the hours of a revoked certificate by a line of zero hours that replaces its own."""
    line = CmeCredit.objects.filter(certificate=certificate, corrected_by=None).first()
    return correct_credit(line, hours=Decimal(0), by=by, reason=reason, at=at) if line else None


@transaction.atomic
def correct_credit(
    line: CmeCredit, *, hours: Decimal, by: User, reason: str, at: dt.datetime | None = None
) -> CmeCredit:
    """Corrects a line by a line with another figure and a reason; the first stays readable.

    Raises NotAllowed, Refused, Conflict.
    """
    check_can_correct_credit(line, by=by)
    if not reason.strip():
        raise Refused(_("A correction needs a reason."), field="reason")
    at = at or clock.now()
    made = _add(
        occasion=f"correction-{line.pk}",
        person=line.person,
        certificate=line.certificate,
        claim=line.claim,
        started_on=line.started_on,
        ended_on=line.ended_on,
        form=line.form,
        titles=line.titles,
        organiser=line.organiser,
        role=line.role,
        quantity=line.quantity,
        unit=line.unit,
        hours=hours,
        conversion=line.conversion,
        evidence=line.evidence,
        corrects=line,
        reason=reason.strip(),
        at=at,
    )
    record(
        "credit_corrected", made, by=by, at=at, old={"hours": line.hours}, new={"hours": hours}, reason=reason.strip()
    )
    return made


@transaction.atomic
def claim_credit(
    person: Person,
    *,
    row: ConversionRow,
    started_on: dt.date,
    ended_on: dt.date,
    quantity: Decimal,
    title: str,
    organiser: str,
    evidence: str,
    by: User,
    scan: bytes = b"",
    at: dt.datetime | None = None,
) -> CreditClaim:
    """Claims hours earned elsewhere, by the person or by the CME office for them. They count once a second person has
    verified the document.

    Raises Refused for a future day, a quantity of zero, a scan that is neither PDF nor picture; Conflict for the
    same document twice.
    """
    at = at or clock.now()
    if not is_account_of(by, person.pk) and not can(by, May.VERIFY_CME):
        raise NotAllowed(_("Hours are claimed by the person who earned them, or by the CME office."))
    title, organiser, evidence = (nfc(text).strip() for text in (title, organiser, evidence))
    claim = CreditClaim(
        person=person,
        started_on=started_on,
        ended_on=ended_on,
        row=row,
        quantity=quantity,
        title=title,
        organiser=organiser,
        evidence=evidence,
        scan_sha256=sha256(scan) if scan else "",
        claimed_by=by.person or person,
        recorded_at=at,
    )
    _check_claim(claim, today=clock.site_date(at))
    claim.hours = hours_for(row, quantity)
    if scan:
        extension = check_scan(scan)
        claim.scan.save(f"{claim.scan_sha256[:24]}.{extension}", ContentFile(scan), save=False)
    claim.save()
    record(
        "credit_claimed",
        claim,
        by=by,
        at=at,
        new={"person": person.full_name, "hours": claim.hours, "evidence": evidence},
    )
    return claim


def _check_claim(claim: CreditClaim, *, today: dt.date) -> None:
    row = claim.row
    if claim.ended_on > today or claim.started_on > claim.ended_on:
        raise Refused(_("The activity ends on or after its first day, and not in the future."), field="ended_on")
    if not Decimal(0) < claim.quantity <= 1000:
        raise Refused(_("Enter how many units of the activity there were, at most 1000."), field="quantity")
    if not claim.title or not claim.organiser or not claim.evidence:
        raise Refused(_("Title, organiser and the number of the paper are needed."), field="title")
    if not row.valid_from <= claim.ended_on <= (row.valid_to or claim.ended_on):
        raise Refused(_("This conversion row did not hold on the last day of the activity."), field="row")
    same = CreditClaim.objects.filter(
        person=claim.person,
        evidence=claim.evidence,
        organiser=claim.organiser,
        row__activity=row.activity,
        row__role=row.role,
    )
    if same.exclude(decision__accepted=False).exists():
        raise Conflict(_("This paper was entered already."), field="evidence")


@transaction.atomic
def verify_credit(claim: CreditClaim, *, by: User, at: dt.datetime | None = None) -> CmeCredit:
    """Records that a second person has verified the document, and enters the hours in the ledger."""
    check_can_decide_claim(claim, by=by)
    at = at or clock.now()
    _decide(claim, accepted=True, by=by, at=at)
    row = claim.row
    line = _add(
        occasion=f"claim-{claim.pk}",
        person=claim.person,
        claim=claim,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
        form=row.form,
        titles={"vi": claim.title},
        organiser=claim.organiser,
        role=row.role,
        quantity=claim.quantity,
        unit=row.unit,
        hours=claim.hours,
        conversion=_frozen(row),
        evidence=claim.evidence,
        at=at,
    )
    record("credit_verified", claim, by=by, at=at, new={"hours": claim.hours, "evidence": claim.evidence})
    return line


@transaction.atomic
def reject_credit(
    claim: CreditClaim, *, by: User, reasons: dict[str, str], at: dt.datetime | None = None
) -> CreditDecision:
    """Rejects the claim because the document does not prove the hours; the person is shown the reason and may claim
    again.
    """
    check_can_decide_claim(claim, by=by)
    reasons = {code: text.strip() for code, text in reasons.items() if text.strip()}
    if not reasons:
        raise Refused(_("Say why, so that the person can mend it."), field="reason")
    at = at or clock.now()
    decision = _decide(claim, accepted=False, by=by, at=at, reasons=reasons)
    record(
        "credit_rejected", claim, by=by, at=at, new={"evidence": claim.evidence}, reason=next(iter(reasons.values()))
    )
    return decision


@transaction.atomic
def join_regime(
    person: Person,
    regime: CmeRegime,
    *,
    by: Actor,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    anchor: dt.date | None = None,
    at: dt.datetime | None = None,
) -> RegimeMembership:
    """Places a person under a regime from a day on."""
    row = RegimeMembership.objects.create(
        person=person, regime=regime, valid_from=valid_from, valid_to=valid_to, anchor=anchor
    )
    record("cme_regime_joined", person, by=by, at=at, new={"regime": regime.code, "from": valid_from, "to": valid_to})
    return row


def conversion_on(day: dt.date, *, activity: str, role: str, regime: str = "TT32") -> ConversionRow | None:
    """Returns the conversion row of a regime for an activity and a role on a day."""
    return (
        ConversionRow.objects.on(day)
        .filter(regime__code=regime, activity=activity, role=role)
        .order_by("-valid_from")
        .first()
    )


def hours_for(row: ConversionRow, quantity: Decimal) -> Decimal:
    """Returns the hours of a quantity by a row, at most its cap."""
    hours = (row.hours * quantity).quantize(Decimal("0.01"))
    return min(hours, row.cap) if row.cap is not None else hours


def _decide(
    claim: CreditClaim, *, accepted: bool, by: User, at: dt.datetime, reasons: dict[str, str] | None = None
) -> CreditDecision:
    assert by.person is not None  # the policy compared it
    try:
        with transaction.atomic():
            return CreditDecision.objects.create(
                claim=claim, accepted=accepted, reasons=reasons or {}, by=by.person, recorded_at=at
            )
    except IntegrityError as twice:
        raise Conflict(_("This claim was decided already.")) from twice


def _add(*, at: dt.datetime, **fields: Any) -> CmeCredit:
    return CmeCredit.objects.create(recorded_at=at, **fields)


def _frozen(row: ConversionRow) -> dict[str, Any]:
    return {
        "row": row.pk,
        "regime": row.regime.code,
        "form": row.form,
        "activity": row.activity,
        "role": row.role,
        "unit": row.unit,
        "hours": str(row.hours),
        "cap": str(row.cap) if row.cap is not None else None,
        "clause": row.clause,
    }
