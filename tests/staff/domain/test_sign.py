from __future__ import annotations

import pytest

from core.canonical import digest
from core.errors import Conflict, NotAllowed
from staff.domain.sign import holds, sign
from staff.enums import Meaning
from staff.models import Signature
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
HASH = digest({"content": "x"})


def test_sign_binds_person_meaning_content_and_time():
    signer, subject = make.user("qa_approver", full_name="Dương Thị Minh Châu"), make.unit()

    signature = sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    assert holds(signature, content_hash=HASH)
    assert not holds(signature, content_hash=digest({"content": "y"}))
    assert (signature.printed_name, signature.zone) == ("Dương Thị Minh Châu", "Asia/Ho_Chi_Minh")


def test_signature_copied_to_another_record_does_not_hold():
    signer, subject, other = make.user(), make.unit(), make.unit()
    signature = sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    signature.subject_id = str(other.pk)

    assert not holds(signature, content_hash=HASH)


def test_sign_twice_is_refused_and_leaves_one():
    signer, subject = make.user(), make.unit()
    sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    with pytest.raises(Conflict):
        sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    assert Signature.objects.count() == 1


def test_sign_with_the_proof_of_somebody_else_is_refused():
    signer, other = make.user(), make.user()

    with pytest.raises(NotAllowed):
        sign(make.unit(), by=signer, proof=make.proof(other), meaning=Meaning.APPROVAL, content_hash=HASH)


def test_sign_without_accountability_statement_is_refused():
    signer = make.user(can_sign=False)

    with pytest.raises(NotAllowed):
        sign(make.unit(), by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)
