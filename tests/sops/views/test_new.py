"""The form for a new document."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sops.models import Sop
from tests.factories import staff

pytestmark = pytest.mark.django_db


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_new_document_takes_its_number_and_opens_the_editor() -> None:
    trainer = staff.user("trainer")
    data = {"number": "msc-sop-qc-901", "stage": "QC", "title": "生存率試験", "language": "ja"}
    answer = as_(trainer).post(reverse("sop_new"), data)
    assert re.fullmatch(r"/admin/pages/\d+/edit/", answer["Location"])
    assert as_(trainer).post(reverse("sop_new"), data).status_code == 400


def test_a_refusal_stands_at_its_field_and_takes_no_number() -> None:
    answer = as_(staff.user("trainer")).post(
        reverse("sop_new"), {"number": "số 1", "stage": "QC", "title": "x", "language": "ja"}
    )

    assert (answer.status_code, list(answer.context["form"].errors), Sop.objects.count()) == (400, ["number"], 0)


@pytest.mark.parametrize("role", ["learner", "translator", "technical_reviewer", "qa_approver", "admin"])
def test_only_authors_take_numbers(role: str) -> None:
    client, data = as_(staff.user(role)), {"number": "MSC-SOP-QC-901", "stage": "QC", "title": "x", "language": "ja"}

    assert (client.get(reverse("sop_new")).status_code, client.post(reverse("sop_new"), data).status_code) == (403, 403)
    assert not Sop.objects.exists()
