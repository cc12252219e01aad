"""Electronic signatures: the only code that creates one, and its verification (21 CFR 11.50, 11.70; R-36,
R-43, R-44).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict, NotAllowed
from staff.domain.authentication import Proof
from staff.enums import Meaning
from staff.models import AccountabilityStatement, Signature, User
from staff.permissions import require_person


def sign(
    subject: models.Model,
    *,
    by: User,
    proof: Proof,
    meaning: Meaning,
    content_hash: str,
    role: str = "",
    statement: str = "",
    at: dt.datetime | None = None,
) -> Signature:
    """Signs `subject`, whose content has `content_hash`, in the signer's own name, in one transaction with the act it
    belongs to.

    Raises NotAllowed without a person, a fresh proof of that user, or the accountability statement; Conflict if this
    person has already signed this subject with this meaning (double click).
    """
    person = require_person(by)
    if proof.user_id != by.pk:
        raise NotAllowed(_("Only the person who signs can sign, in their own name."))
    if not AccountabilityStatement.objects.filter(person=person).exists():
        raise NotAllowed(_("Accept the accountability statement on your profile before your first signature."))
    at = at or clock.now()
    subject_type, subject_id = subject._meta.label, str(subject.pk)
    with transaction.atomic():
        before = Signature.objects.filter(
            subject_type=subject_type, subject_id=subject_id, meaning=meaning, person=person
        )
        if meaning != Meaning.READ and before.exists():
            raise Conflict(_("You have signed this already."))
        row: dict[str, Any] = {
            "printed_name": person.full_name,
            "printed_role": role or person.position,
            "meaning": str(meaning),
            "subject_type": subject_type,
            "subject_id": subject_id,
            "content_hash": content_hash,
            "signed_at_text": at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "zone": settings.TIME_ZONE,
            "method": proof.method,
        }
        signature = Signature.objects.create(
            person=person,
            subject_name=str(subject)[:255],
            signed_at=at,
            statement=statement,
            hash=signature_hash(person.pk, row),
            **row,
        )
        record(
            "signed", subject, by=by, at=at, meaning=str(meaning), content_hash=content_hash, signature=signature.hash
        )
    return signature


def signature_hash(person_id: int, row: dict[str, Any]) -> str:
    """Returns the hash of content, signer, meaning, subject and time: a signature copied to another record does not
    match it (R-43).
    """
    return sha256(canonical({"person": person_id, **row}))


SIGNED_FIELDS = (
    "printed_name",
    "printed_role",
    "meaning",
    "subject_type",
    "subject_id",
    "content_hash",
    "signed_at_text",
    "zone",
    "method",
)


def holds(signature: Signature, *, content_hash: str) -> bool:
    """Whether `signature` is unaltered and was given on exactly this content."""
    row = {name: getattr(signature, name) for name in SIGNED_FIELDS}
    return signature.content_hash == content_hash and signature.hash == signature_hash(signature.person_id, row)


def accept_accountability(*, by: User, text: str, at: dt.datetime | None = None) -> AccountabilityStatement:
    """Records, once, that the person accepts the electronic signature as binding like the handwritten one (R-44)."""
    person = require_person(by)
    at = at or clock.now()
    with transaction.atomic():
        found = AccountabilityStatement.objects.filter(person=person).first()
        if found:
            return found
        made = AccountabilityStatement.objects.create(person=person, text=text, accepted_at=at)
        record("accountability_accepted", person, by=by, at=at, new={"text": text})
    return made
