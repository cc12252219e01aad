"""Packs brought back are held against our own authorities and our own trail."""

from __future__ import annotations

import subprocess
import sys

import pytest

from certificates.seal.authority import make_authority
from inspection.domain.packs import make_pack
from inspection.packs.checking import check_bytes
from inspection.packs.verify import check_zip
from tests.factories.packs import unpacked

pytestmark = pytest.mark.django_db


def test_a_seal_of_another_authority_is_whole_but_not_ours(story, auditor, tmp_path, settings) -> None:
    who, sop = story
    settings.KEYS_DIR, ours = tmp_path, settings.KEYS_DIR
    make_authority(tmp_path / "seal", "Somebody else")
    data = make_pack(who, sop, by=auditor).data
    settings.KEYS_DIR = ours

    assert check_zip(data).problems == []
    assert check_bytes(data).report.problems == ["seal: it is whole, but not of an authority of this installation"]
    folder = unpacked(data, tmp_path / "in")
    command = [sys.executable, "-I", str(folder / "verify.py"), "--authority", str(ours / "seal" / "ca.crt")]
    assert "not of the given authority" in subprocess.run(command, capture_output=True, text=True, check=False).stderr
