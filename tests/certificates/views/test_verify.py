"""The public check: open to everybody, the same answer as a page and for machines, nothing that is not on the paper."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from certificates.domain.issue import revoke_certificate, supersede_certificate
from certificates.models import Lookup
from certificates.views.verify import MAX_BYTES
from core import clock
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
CODE = "MS8D-0NK9-S5KP"
TODAY = clock.today()
PAPER = {
    "state",
    "code",
    "checked_at",
    "number",
    "kind",
    "name",
    "titles",
    "hours",
    "issued_on",
    "valid_to",
    "issuer",
    "seal",
}


@pytest.fixture
def director():
    return issued.director()


def handed(client: Client, data: bytes) -> tuple[int, str]:
    answer = client.post("/verify/", {"file": SimpleUploadedFile("x.pdf", data)})
    verdict = answer.context.get("verdict") if answer.context else None
    return answer.status_code, verdict.state if verdict else ""


@pytest.mark.parametrize(("typed", "code"), [("ms8d onk9 s5kp", CODE), ("no/code", "no%20code"), ("x" * 60, "x" * 40)])
def test_typed_code_leads_to_its_page(client, typed, code) -> None:
    answer = client.get("/verify/", {"ma": typed})

    assert (answer.status_code, answer["Location"]) == (302, f"/verify/{code}/")


def test_valid_certificate_says_what_is_on_the_paper_and_no_more(client, director) -> None:
    certificate = issued.certificate(by=director, check_code=CODE)

    told = client.get(f"/verify/{CODE}.json").json()

    assert set(told) == PAPER
    assert (told["state"], told["number"], told["name"], told["hours"]) == (
        "valid", certificate.number, "Trần Minh Khuê", "16",
    )  # fmt: skip
    assert told["seal"] == {"intact": True, "trusted": True}
    page = client.get(f"/verify/{CODE}/")
    assert page.status_code == 200
    assert "17/08/1991" not in page.content.decode()  # the day of birth


def test_revoked_certificate_gives_the_public_reason_and_keeps_the_other(client, director) -> None:
    certificate = issued.certificate(by=director, check_code=CODE)
    revoke_certificate(
        certificate,
        by=director,
        proof=make.proof(director),
        reason="Làm hộ.",
        public_reasons={"vi": "Hủy kết quả."},
        document="QĐ-26-019",
    )

    told = client.get(f"/verify/{CODE}.json").json()

    assert set(told) - PAPER == {"revoked_on", "reasons", "document"}
    assert (told["state"], told["revoked_on"], told["reasons"], told["document"]) == (
        "revoked", str(TODAY), {"vi": "Hủy kết quả."}, "QĐ-26-019",
    )  # fmt: skip
    assert "Làm hộ." not in client.get(f"/verify/{CODE}/").content.decode()


def test_replaced_certificate_names_the_one_in_its_place(client, director) -> None:
    certificate = issued.certificate(by=director, check_code=CODE)
    new = supersede_certificate(certificate, by=director, proof=make.proof(director), reasons={"vi": "Sai năm sinh"})

    told = client.get(f"/verify/{CODE}.json").json()

    assert (told["state"], told["superseded_by"]) == ("superseded", new.number)


def test_unknown_code_is_not_found_on_either_address(client) -> None:
    answers = [client.get(f"/verify/{CODE}{end}") for end in ("/", ".json")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert set(answers[1].json()) == {"state", "code", "checked_at"}


def test_file_handed_in_is_told_apart(client, director) -> None:
    data = bytes(issued.certificate(by=director).file.pdf)

    assert [handed(client, file) for file in (data, data + b"x", b"%PDF-1.7")] == [
        (200, "valid"), (200, "altered"), (404, "unknown"),
    ]  # fmt: skip


def test_no_file_and_one_too_large_are_told_so(client) -> None:
    assert client.post("/verify/", {"file": ""}).status_code == 400
    assert handed(client, b"0" * (MAX_BYTES + 1)) == (413, "")
    assert not Lookup.objects.exists()


def test_every_answer_is_counted_for_its_certificate(client, director) -> None:
    certificate = issued.certificate(by=director, check_code=CODE)
    for address in (f"/verify/{CODE}/", f"/verify/{CODE}.json", "/verify/AAAA-BBBB-CCCC/"):
        client.get(address)

    assert set(Lookup.objects.values_list("certificate", "state", "count")) == {
        (certificate.pk, "valid", 2),
        (None, "unknown", 1),
    }


def test_certificate_of_the_authority_is_handed_out(client, seal_keys, settings, tmp_path) -> None:
    assert client.get("/verify/ca.crt").content == (seal_keys / "seal" / "ca.crt").read_bytes()
    settings.KEYS_DIR = tmp_path
    assert client.get("/verify/ca.crt").status_code == 404
