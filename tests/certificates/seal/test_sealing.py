from __future__ import annotations

import datetime as dt
import stat

import pytest
from django.core.management import CommandError, call_command

from certificates.pdf import render
from certificates.seal import authority
from certificates.seal import sealing as seal
from certificates.seal.check import SealCheck, verify_pdf
from core.errors import Conflict, Refused
from tests.certificates.payloads import form_a


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


def test_every_signature_is_good_whatever_its_length():
    payload = form_a()
    assert all(verify_pdf(render(payload)).good for _n in range(12))


def test_no_seal_is_refused_with_a_sentence(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "nowhere"
    with pytest.raises(seal.SealMissing, match="make_ca"):
        seal.current()


def test_make_authority_does_not_overwrite(tmp_path):
    folder = authority.make_authority(tmp_path / "seal", "Viện Mescells")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(Conflict):
        authority.make_authority(tmp_path / "seal", "Khác")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["seal"]


def test_private_keys_are_readable_by_their_owner_only(tmp_path):
    folder = authority.make_authority(tmp_path / "seal", "Viện Mescells")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "ca.key", folder / "seal.pem")}
    assert modes == {"seal": 0o700, "ca.key": 0o600, "seal.pem": 0o600}


def test_renewed_seal_keeps_older_documents_good(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    folder = authority.make_authority(tmp_path / "seal", "Viện Mescells")
    older, first = render(form_a()), seal.current().fingerprint
    authority.renew_seal(folder)
    assert seal.current().fingerprint != first
    assert verify_pdf(older).good
    assert verify_pdf(render(form_a())).good
    assert len(list((folder / "old").glob("*.crt"))) == 1


def test_a_seal_that_has_run_out_still_proves_what_it_sealed(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    authority.make_authority(tmp_path / "seal", "Viện Mescells", at=dt.datetime(2010, 1, 1, tzinfo=dt.UTC))
    assert verify_pdf(render(form_a())).good


def test_renewal_without_the_authority_s_key_is_refused(tmp_path):
    folder = authority.make_authority(tmp_path / "seal", "Viện Mescells")
    (folder / "ca.key").unlink()
    with pytest.raises(Refused, match=r"ca\.key"):
        authority.renew_seal(folder)


def test_make_ca_command_once(settings, tmp_path, capsys):
    settings.KEYS_DIR = tmp_path / "deep" / "keys"
    call_command("make_ca", organisation="Viện Mescells")
    assert "Viện Mescells" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("make_ca")
    call_command("make_ca", renew=True, json=True)
    assert '"holder": "Viện Mescells"' in capsys.readouterr().out
