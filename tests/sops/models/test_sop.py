"""A document number."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from sops.models import Sop
from tests.factories import sops as docs


@pytest.mark.django_db
def test_a_number_is_in_the_database_once() -> None:
    docs.sop("MSC-SOP-ISO-001")

    with pytest.raises(IntegrityError), transaction.atomic():
        docs.sop("MSC-SOP-ISO-001")


@pytest.mark.django_db
def test_a_document_with_a_version_cannot_be_deleted() -> None:
    sop = docs.candidate().sop

    with pytest.raises(ProtectedError):
        sop.delete()


def test_title_and_stage_speak_the_language_of_the_reader() -> None:
    sop = Sop(number="MSC-SOP-QC-001", stage="QC", titles={"ja": "生存率試験", "vi": "Thử tỷ lệ sống"})

    with override("en"):
        assert (str(sop), sop.title, sop.get_stage_display()) == ("MSC-SOP-QC-001", "Thử tỷ lệ sống", "Quality control")
    with override("ja"):
        assert sop.title == "生存率試験"
