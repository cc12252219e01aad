"""The authority of the institution and its seal: made once, renewed, kept from other eyes."""

from __future__ import annotations

import stat

import pytest

from certificates.pdf import render
from certificates.seal import authority
from certificates.seal import sealing as seal
from certificates.seal.check import verify_pdf
from core.errors import Conflict, Refused
from tests.factories.payloads import form_a


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


def test_renewal_without_the_authority_s_key_is_refused(tmp_path):
    folder = authority.make_authority(tmp_path / "seal", "Viện Mescells")
    (folder / "ca.key").unlink()
    with pytest.raises(Refused, match=r"ca\.key"):
        authority.renew_seal(folder)
