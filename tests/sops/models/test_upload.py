"""Word files, staged and accepted."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core import clock
from sops.models import WordSource, WordUpload
from tests.factories import sops as docs


def test_what_was_read_of_a_file_comes_back_by_reading() -> None:
    upload = WordUpload(filename="a.docx", readings='{"accept":{"losses":[]},"reject":{"losses":[1]}}')

    assert {name: read["losses"] for name, read in upload.read.items()} == {"accept": [], "reject": [1]}
    assert WordUpload().read == {}


@pytest.mark.django_db
def test_a_file_becomes_a_draft_once() -> None:
    upload, sop = WordUpload.objects.create(filename="a.docx", sha256="0" * 64, data=b"PK", at=clock.now()), docs.sop()
    row = {
        "upload": upload, "sop": sop, "filename": "a.docx", "sha256": "0" * 64, "data": b"PK",
        "report": '{"losses":[]}',
        "draft_sha256": "1" * 64, "accepted_at": clock.now(),
    }  # fmt: skip
    made = WordSource.objects.create(**row)

    assert (str(made), made.told) == (f"{sop.number} ← a.docx", {"losses": []})
    with pytest.raises(IntegrityError), transaction.atomic():
        WordSource.objects.create(**row)
