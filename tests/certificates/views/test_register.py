"""The CME office: the register and its export, claims decided, scans handed to those who may see them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from audit.models import AuditEvent
from certificates.credit.queries import claim_state
from certificates.models import CreditClaim
from certificates.queries import REGISTER_COLUMNS
from core import clock
from staff.enums import AccessRole
from staff.models import User
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
REGISTER = "/en/cme/register/"
TODAY = clock.today()


@pytest.fixture
def office(client: Client) -> User:
    user = make.user("cme_office")
    client.force_login(user)
    return user


def decided(client: Client, claim: CreditClaim, **fields: str) -> str:
    answer = client.post(f"/en/cme/claims/{claim.pk}/", fields)
    assert (answer.status_code, answer["Location"]) == (302, REGISTER)
    return claim_state(CreditClaim.objects.select_related("decision").get(pk=claim.pk))


def test_register_is_for_the_office(client) -> None:
    found = set()
    for role in AccessRole.values:
        client.force_login(make.user(role))
        if client.get(REGISTER).status_code == 200:
            found.add(role)

    assert found == {"cme_office"}


def test_lines_stand_in_the_order_of_numbers_with_their_place(client, office) -> None:
    director = issued.director()
    made = [issued.certificate(issued.learner(name), by=director) for name in ("Lê Văn Tám", "Đỗ Thu Hà")]

    lines = client.get(REGISTER).context["lines"]

    assert [(pk, state, row[0]) for pk, state, row in lines] == [(made[0].pk, "valid", "1"), (made[1].pk, "valid", "2")]


def test_export_is_the_register_and_on_the_trail(client, office) -> None:
    certificate = issued.certificate()

    answer = client.get(f"/en/cme/register.csv?year={TODAY.year}")

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert (tuple(head), row[1]) == (REGISTER_COLUMNS, certificate.number)
    assert answer["Content-Disposition"] == f'attachment; filename="so-goc-{TODAY:%Y%m%d}.csv"'
    event = AuditEvent.objects.get(action="register_exported")
    assert (event.object_name, json.loads(event.data)["rows"]) == ("register.csv", 1)
    assert client.get("/en/cme/register.xlsx").content[:4] == b"PK\x03\x04"


def test_claims_wait_with_the_right_to_decide(client, office) -> None:
    other, own = issued.claim(make.person()), issued.claim(make.person(), by=office)

    shown = {row["claim"]: row["may_decide"] for row in client.get(REGISTER).context["claims"]}

    assert shown == {other: True, own: False}


def test_claim_is_verified_or_rejected_with_its_reason(client, office) -> None:
    verified, rejected, unsaid = (issued.claim(make.person()) for _ in range(3))

    assert decided(client, verified) == "verified"
    assert decided(client, rejected, reject="1", reason="Mờ") == "rejected"
    assert decided(client, unsaid, reject="1", reason=" ") == "pending"


def test_own_entry_is_not_decided_and_nothing_by_a_link(client, office) -> None:
    own = issued.claim(make.person(), by=office)

    assert decided(client, own) == "pending"
    assert client.get(f"/en/cme/claims/{own.pk}/").status_code == 405


def test_scan_is_handed_as_a_file_that_runs_nothing_to_those_who_may_read_it(client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    owner, stranger, office = make.user("learner"), make.user("learner"), make.user("cme_office")
    claim, bare = issued.claim(owner.person, scan=b"%PDF-1.7 scan"), issued.claim(owner.person)
    address = f"/en/cme/claims/{claim.pk}/scan/"

    found = {}
    for reader in (owner, stranger, office):
        client.force_login(reader)
        found[reader] = client.get(address).status_code

    assert found == {owner: 200, stranger: 404, office: 200}
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 scan"
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf", f'attachment; filename="scan-{claim.pk}.pdf"',
    )  # fmt: skip
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"/en/cme/claims/{bare.pk}/scan/").status_code == 404
