"""Is the seal on a PDF ours, whole, and over the whole file?"""

from __future__ import annotations

import datetime as dt

import pytest

from certificates.pdf import render
from certificates.seal import authority
from certificates.seal.check import SealCheck, verify_pdf
from tests.factories.payloads import form_a


@pytest.fixture
def sheet() -> bytes:
    return render(form_a())


def test_seal_is_intact_whole_and_ours(sheet):
    check = verify_pdf(sheet)
    assert check.good
    assert check.signer == "Viện Công nghệ Tế bào và Y học tái tạo Mescells"
    assert check.signed_at == dt.datetime(2026, 6, 15, 1, 20, tzinfo=dt.UTC)


def test_one_byte_changed_breaks_it(sheet):
    at = sheet.index(b"/Producer")
    check = verify_pdf(sheet[: at + 12] + bytes([sheet[at + 12] ^ 1]) + sheet[at + 13 :])
    assert (check.present, check.intact, check.good) == (True, False, False)


def test_something_added_afterwards_is_not_the_whole(sheet):
    check = verify_pdf(sheet + b"\n%more")
    assert (check.intact, check.covers_whole, check.good) == (True, False, False)


def test_a_stranger_s_authority_is_not_trusted(sheet, settings, tmp_path):
    authority.make_authority(tmp_path / "seal", "Viện Mescells")
    settings.KEYS_DIR = tmp_path
    check = verify_pdf(sheet)
    assert (check.intact, check.trusted, check.good) == (True, False, False)


@pytest.mark.parametrize(
    "data",
    [b"", b"not a pdf", b"%PDF-1.7\n" + b"\x00" * 5000, b"%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"],
)
def test_what_is_no_sealed_document_says_so(data):
    assert verify_pdf(data) == SealCheck()


def test_a_cut_file_is_no_sealed_document(sheet):
    assert not verify_pdf(sheet[: len(sheet) // 2]).good


def test_a_seal_that_has_run_out_still_proves_what_it_sealed(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    authority.make_authority(tmp_path / "seal", "Viện Mescells", at=dt.datetime(2010, 1, 1, tzinfo=dt.UTC))
    assert verify_pdf(render(form_a())).good
