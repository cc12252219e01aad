"""The form for a new document."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

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
