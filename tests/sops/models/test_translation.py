"""Rows of translations: what the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sops.domain import translation as acts
from sops.models import Translation
from tests.factories import release, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {
        "ha": staff.user("translator", full_name="Đỗ Thu Hà"),
        "kobayashi": staff.user("technical_reviewer", full_name="小林 由美"),
        "duong": staff.user("qa_approver", full_name="Ngô Thùy Dương"),
        "khue": staff.user("learner", full_name="Khuê"),
    }


@pytest.fixture
def sop():
    return release.draft()


def test_the_database_refuses_one_person_for_both(sop, people) -> None:
    row = acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["ha"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.filter(pk=row.pk).update(verified_by=people["ha"].person)


def test_a_text_has_one_translation_for_each_source(sop, people) -> None:
    row = acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["ha"])
    again = {"sop": sop, "language": "vi", "path": row.path, "source_text": "", "text": "x"}

    Translation.objects.create(**again, source_hash="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(**again, source_hash=row.source_hash)
