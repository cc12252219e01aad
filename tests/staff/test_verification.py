"""Signatures are read back: an altered one is named, whole ones are counted."""

from __future__ import annotations

import pytest

from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import Signature
from staff.verification import check_signatures
from tests.factories import staff as make
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


def test_only_the_altered_signature_is_named():
    signer = make.user("qa_approver")
    made = [
        sign(make.unit(), by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash="x")
        for _each in range(3)
    ]
    assert check_signatures() == (3, [])

    with without_guards():
        Signature.objects.filter(pk=made[1].pk).update(printed_name="Người khác")

    count, findings = check_signatures()
    assert (count, [finding.record for finding in findings]) == (3, [f"staff_signature id {made[1].pk}"])
