"""Hours from elsewhere, entered by the person who earned them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from certificates.domain.credit import conversion_on
from certificates.models import CreditClaim
from core import clock
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
ADD = "/en/me/hours/add/"


def sent(client: Client, scan: bytes = b"%PDF-1.7 scan", **changed: str) -> Any:
    row = conversion_on(clock.today(), activity="short_course", role="learner")
    typed = {
        "row": row.pk,
        "title": "Cấp cứu phản vệ",
        "organiser": "Bệnh viện An Thọ",
        "started_on": str(clock.today()),
        "ended_on": str(clock.today()),
        "quantity": "8",
        "evidence": "12/GCN",
    }
    return client.post(ADD, {**typed, **changed, "scan": SimpleUploadedFile("x.pdf", scan)})


@pytest.fixture
def khue(client: Client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    user = make.user("learner")
    client.force_login(user)
    return user


def test_claim_is_entered_for_oneself_and_waits(client, khue) -> None:
    assert sent(client).status_code == 302

    claim = CreditClaim.objects.get()
    assert (claim.person, claim.claimed_by, claim.evidence) == (khue.person, khue.person, "12/GCN")
    assert not hasattr(claim, "decision")


@pytest.mark.parametrize(
    ("changed", "scan", "field"),
    [
        ({"ended_on": "2999-01-01"}, b"%PDF-1.7", "ended_on"),
        ({"quantity": "1000.5"}, b"%PDF-1.7", "quantity"),
        ({"title": " "}, b"%PDF-1.7", "title"),
        ({}, b"<html>", "scan"),
    ],
)
def test_refused_claim_comes_back_with_what_was_typed(client, khue, changed, scan, field) -> None:
    answer = sent(client, scan, **changed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert answer.context["form"].data["organiser"] == "Bệnh viện An Thọ"
    assert not CreditClaim.objects.exists()


def test_who_does_not_learn_here_claims_nothing(client) -> None:
    client.force_login(make.user("auditor"))

    assert sent(client).status_code == 403
