"""Certificates are issued, replaced and revoked: each once, signed, with an audit event, or not at all.

The PDF is created and sealed in the same transaction (about ten milliseconds): no certificate lacks its file, and
there is no lost task to repair. Only the seal may be missing, and then nothing is issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from certificates import payload as freeze
from certificates import pdf
from certificates.domain.credit import credit_certificate, reverse_credit
from certificates.domain.numbers import Taken, pattern_on, take_number
from certificates.models import Certificate, CertificateFile, Revocation
from certificates.numbering import NumberParts, new_code, read_code
from certificates.payload import Decision, Frame, Signer
from certificates.policies import (
    check_can_issue,
    check_can_issue_competence,
    check_can_revoke,
    check_can_supersede,
    check_not_issued,
    signer_on,
)
from certificates.seal import sealing as seal
from certificates.signals import certificate_issued, certificate_revoked
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict, Refused
from courses.enums import ClassDocumentKind
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import Person, Unit, User

Payload = dict[str, Any]


def issue_certificate(
    completion: CourseCompletion,
    *,
    by: User,
    proof: Proof,
    decision: Decision | None = None,
    number: str = "",
    check_code: str = "",
    at: dt.datetime | None = None,
) -> Certificate:
    """Issues Form A for a completed course, exactly once, signed by `by` as head or deputy.

    `decision` is by default the decision to issue of the class file. `number` and `check_code` are those of a
    register taken over. Raises Refused, NotAllowed, Conflict, GlyphMissing, SealMissing; nothing has happened then
    and no number is used up.
    """
    at = at or clock.now()
    day = clock.site_date(at)
    decision = decision or decision_of(completion)
    check_can_issue(completion, by=by, on=day, decision=decision)
    facts = completion.snapshot
    parts = {"class_": facts.get("class", {}).get("code", ""), "course": facts["course"]["code"]}
    return _issue(
        f"completion-{completion.pk}",
        completion.person,
        lambda frame: freeze.of_completion(completion, frame),
        form="TT32-A",
        parts=parts,
        by=by,
        proof=proof,
        at=at,
        decision=decision,
        number=number,
        check_code=check_code,
        completion=completion,
    )


def issue_competence(
    confirmation: Confirmation,
    *,
    by: User,
    proof: Proof,
    number: str = "",
    check_code: str = "",
    at: dt.datetime | None = None,
) -> Certificate:
    """Issues the institution's certificate of competence for a confirmed qualification, exactly once.

    Raises as `issue_certificate`.
    """
    at = at or clock.now()
    check_can_issue_competence(confirmation, by=by, on=clock.site_date(at))
    return _issue(
        f"confirmation-{confirmation.pk}",
        confirmation.person,
        lambda frame: freeze.of_confirmation(confirmation, frame),
        form="NL",
        parts={"course": confirmation.version.sop.number},
        by=by,
        proof=proof,
        at=at,
        number=number,
        check_code=check_code,
        confirmation=confirmation,
    )


def supersede_certificate(
    certificate: Certificate,
    *,
    by: User,
    proof: Proof,
    reasons: dict[str, str],
    number: str = "",
    check_code: str = "",
    at: dt.datetime | None = None,
) -> Certificate:
    """Corrects a certificate by a new one with a new number; the public check of the earlier one names its successor
    (domain (g)).

    The person's data are read anew; what was certified stays as it was. Raises as `issue_certificate`.
    """
    at = at or clock.now()
    check_can_supersede(certificate, by=by)
    if not any(text.strip() for text in reasons.values()):
        raise Refused(_("A correction needs a reason."), field="reason")
    kept = {key: certificate.facts[key] for key in _CERTIFIED if key in certificate.facts}
    former = certificate.facts["decision"]
    decision = Decision(former["number"], dt.date.fromisoformat(former["on"]) if former["on"] else None)
    return _issue(
        f"supersedes-{certificate.pk}",
        certificate.person,
        lambda frame: {**freeze.frame_facts(frame), **kept},
        form=certificate.form,
        parts={"class_": kept["source"].get("class", ""), "course": kept["subject"]["code"]},
        by=by,
        proof=proof,
        at=at,
        decision=decision,
        number=number,
        check_code=check_code,
        completion=certificate.completion,
        confirmation=certificate.confirmation,
        supersedes=certificate,
        reasons=reasons,
    )


def revoke_certificate(
    certificate: Certificate,
    *,
    by: User,
    proof: Proof,
    reason: str,
    public_reasons: dict[str, str],
    document: str = "",
    on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Revocation:
    """Revokes a certificate from `on` (today), with a public reason and one for the file; its hours end.

    Raises Refused, NotAllowed, Conflict.
    """
    at = at or clock.now()
    on = on or clock.site_date(at)
    check_can_revoke(certificate, by=by, on=on)
    if not reason.strip() or not any(text.strip() for text in public_reasons.values()):
        raise Refused(_("A revocation needs a reason for the file and one for the public."), field="reason")
    if on > clock.site_date(at):
        raise Refused(_("A certificate is revoked from today or earlier, not from a day to come."), field="on")
    public = {code: text.strip() for code, text in public_reasons.items() if text.strip()}
    try:
        with transaction.atomic():
            content = sha256(
                canonical(
                    {
                        "certificate": certificate.number,
                        "sha256": certificate.sha256,
                        "on": on,
                        "reason": reason,
                        "public": public,
                    }
                )
            )
            assert by.person is not None  # the policy looked at the role, sign() at the person
            revocation = Revocation.objects.create(
                certificate=certificate,
                revoked_on=on,
                document=document.strip(),
                public_reasons=public,
                reason=reason.strip(),
                by=by.person,
                recorded_at=at,
            )
            sign(revocation, by=by, proof=proof, meaning=Meaning.REVOCATION, content_hash=content, at=at)
            reverse_credit(certificate, by=by, at=at, reason=reason.strip())
            certificate_revoked.send(sender=Certificate, certificate=certificate, revocation=revocation)
            record(
                "certificate_revoked",
                certificate,
                by=by,
                at=at,
                new={"from": on, "document": document, "public": public},
                reason=reason.strip(),
            )
    except IntegrityError as twice:
        raise Conflict(_("This certificate was revoked already.")) from twice
    return revocation


def decision_of(completion: CourseCompletion) -> Decision:
    """Returns the decision to issue in the class file, if there is one."""
    papers = (
        completion.course_class.documents.filter(kind=ClassDocumentKind.ISSUE).order_by("-day")
        if completion.course_class
        else []
    )
    return next((Decision(paper.number, paper.day) for paper in papers), Decision())


def issuing_unit() -> Unit:
    """Returns the unit that issues certificates. Raises Refused when none is marked as such."""
    unit = Unit.objects.filter(cme_issuer=True).order_by("pk").first()
    if unit is None:
        raise Refused(_("No unit is entered as issuer of certificates."))
    return unit


# What a correction does not touch.
_CERTIFIED = (
    "kind", "form", "template", "heading", "subheading", "statement", "subject", "activities", "hours", "from", "to",
    "valid_to", "evidence", "source",
)  # fmt: skip


def _issue(
    occasion: str,
    person: Person,
    build: Callable[[Frame], Payload],
    *,
    form: str,
    parts: dict[str, str],
    by: User,
    proof: Proof,
    at: dt.datetime,
    decision: Decision | None = None,
    number: str = "",
    check_code: str = "",
    **links: Any,
) -> Certificate:
    """Writes number, payload, file, signature, ledger and audit event: all or nothing."""
    day, unit = clock.site_date(at), issuing_unit()
    signer = signer_on(by, day)
    pattern = pattern_on(form, unit, day)
    blanks = NumberParts(year=day.year, unit=unit.cme_unit_code, prefix=pattern.prefix, **parts)
    code = read_code(check_code) if check_code else new_code()
    try:
        with transaction.atomic():
            taken = take_number(pattern, unit, blanks, given=number)
            check_not_issued(occasion)  # again, now that the lock is held: another issue may just have finished
            frame = Frame(
                number=taken.number,
                code=code,
                issuer=unit,
                person=person,
                signer=signer,
                issued_on=day,
                signed_at=at,
                decision=decision or Decision(),
                demonstration=by.email.endswith("@demo.test"),
            )
            certificate = _store(build(frame), frame, taken, occasion=occasion, form=form, by=by, **links)
            _sign_and_tell(certificate, signer, by=by, proof=proof, at=at)
    except IntegrityError as twice:
        check_not_issued(occasion)
        raise Conflict(
            _("The number %(number)s or its check code is used already.") % {"number": number or code}
        ) from twice
    return certificate


def _store(
    facts: Payload, frame: Frame, taken: Taken, *, occasion: str, form: str, by: User, **links: Any
) -> Certificate:
    """Stores the row of the certificate and its sealed file."""
    content = canonical(facts)
    assert by.person is not None  # signer_on looked
    certificate = Certificate.objects.create(
        kind=facts["kind"],
        form=form,
        number=taken.number,
        series=taken.series,
        sequence=taken.sequence,
        check_code=frame.code,
        occasion=occasion,
        person=frame.person,
        signer=by.person,
        issued_on=frame.issued_on,
        valid_to=dt.date.fromisoformat(facts["valid_to"]) if facts["valid_to"] else None,
        hours=Decimal(facts["hours"]) if facts["hours"] else None,
        recorded_at=frame.signed_at,
        payload=content,
        sha256=sha256(content),
        **links,
    )
    file = pdf.render(certificate.facts)
    CertificateFile.objects.create(
        certificate=certificate,
        pdf=file,
        sha256=sha256(file),
        seal=seal.current().fingerprint,
        made_at=clock.now(),
    )
    return certificate


def _sign_and_tell(certificate: Certificate, signer: Signer, *, by: User, proof: Proof, at: dt.datetime) -> None:
    """Writes signature, ledger and audit event, and sends the signal."""
    role = " ".join(filter(None, (signer.on_behalf, signer.title)))
    sign(
        certificate, by=by, proof=proof, meaning=Meaning.CERTIFICATE, content_hash=certificate.sha256, role=role, at=at
    )
    credit_certificate(certificate, at=at)
    certificate_issued.send(sender=Certificate, certificate=certificate)
    record(
        "certificate_superseded" if certificate.supersedes else "certificate_issued",
        certificate,
        by=by,
        at=at,
        old={"number": certificate.supersedes.number} if certificate.supersedes else None,
        new={
            "number": certificate.number,
            "person": certificate.facts["person"]["name"],
            "sha256": certificate.sha256,
            "file": certificate.file.sha256,
        },
        reason=next(iter(certificate.reasons.values()), ""),
    )
