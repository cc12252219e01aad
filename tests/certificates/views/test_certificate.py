"""One certificate: read, taken, corrected, revoked by those who may, with what was typed kept where it is refused."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from audit.models import AuditEvent
from certificates.models import Certificate, Revocation
from core import clock
from staff.enums import AccessRole
from staff.models import User
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
REVOKED = {"on": str(TODAY), "document": "QĐ-26-019", "public_vi": "Hủy kết quả.", "reason": "Làm hộ."}


@pytest.fixture
def director(client: Client) -> User:
    user = issued.director()
    client.force_login(user)
    return user


def address(certificate: Certificate, *act: str) -> str:
    return "/".join(["/en/certificates", str(certificate.pk), *act, ""])


def sent(client: Client, certificate: Certificate, act: str, **fields: str) -> tuple[int, str]:
    answer = client.post(address(certificate, act), {"password": make.PASSWORD, **fields})
    return answer.status_code, unescape(answer.content.decode())


def test_owner_sees_the_sheet_and_no_act(client) -> None:
    certificate = issued.certificate(owner := issued.learner())
    client.force_login(owner)

    context = client.get(address(certificate)).context

    assert (context["state"], context["own"], context["may_revoke"], context["may_supersede"]) == (
        "valid",
        True,
        False,
        False,
    )
    assert (context["counted"].hours, context["window"].last) == (16, TODAY)
    assert [str(name) for name, _amount, _day in context["evidence"]] == ["Lessons", "Attendance in periods"]


def test_file_is_taken_as_it_was_issued_and_on_the_trail_only_when_it_is_somebody_else_s(client, director) -> None:
    certificate = issued.certificate(owner := issued.learner(), by=director)

    answers = []
    for reader in (owner, director):
        client.force_login(reader)
        answers.append(client.get(address(certificate, "pdf")))

    assert {answer.content for answer in answers} == {bytes(certificate.file.pdf)}
    assert answers[0]["Content-Disposition"] == f'attachment; filename="0001-{TODAY.year}-CME-MSC.pdf"'
    assert client.get(address(certificate, "pdf") + "?inline")["Content-Disposition"].startswith("inline; ")
    events = AuditEvent.objects.filter(action="certificate_downloaded")
    assert set(events.values_list("actor_id", flat=True)) == {str(director.pk)}


def test_revocation_is_signed_and_public(client, director) -> None:
    certificate = issued.certificate(by=director)

    assert sent(client, certificate, "revoke", **REVOKED)[0] == 302

    made = Revocation.objects.get()
    assert (made.certificate, made.revoked_on, made.document, made.public_reasons) == (
        certificate, TODAY, "QĐ-26-019", {"vi": "Hủy kết quả."},
    )  # fmt: skip
    assert client.get(address(certificate)).context["may_revoke"] is False


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"public_vi": ""}, 400, "This field is required."),
        ({"reason": " "}, 400, "This field is required."),
        ({"on": "2020-01-01"}, 400, "it cannot be revoked before."),
        ({"on": "2999-01-01"}, 400, "not from a day to come."),
        ({"password": "wrong"}, 400, "The password is not right."),
    ],
)
def test_revocation_that_is_refused_keeps_what_was_typed(client, director, fields, status, sentence) -> None:
    certificate = issued.certificate(by=director)

    found, page = sent(client, certificate, "revoke", **{**REVOKED, **fields})

    assert (found, sentence in page, "QĐ-26-019" in page) == (status, True, True)
    assert not Revocation.objects.exists()


def test_correction_leads_to_the_new_certificate(client, director) -> None:
    certificate = issued.certificate(by=director)

    answer = client.post(address(certificate, "supersede"), {"reason": "Sai năm sinh", "password": make.PASSWORD})

    new = Certificate.objects.get(supersedes=certificate)
    assert (answer.status_code, answer["Location"]) == (302, address(new))
    assert new.reasons == {"vi": "Sai năm sinh"}
    status, page = sent(client, certificate, "supersede", reason="Lại")
    assert (status, f"was replaced by {new.number} already" in page) == (400, True)
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize(("act", "roles"), [("revoke", {"director", "qa_approver"}), ("supersede", {"director"})])
def test_acts_are_for_their_roles(client, act, roles) -> None:
    certificate = issued.certificate()
    found = set()
    for role in AccessRole.values:
        client.force_login(make.user(role))
        if client.get(address(certificate, act)).status_code != 403:
            found.add(role)

    assert found == roles
