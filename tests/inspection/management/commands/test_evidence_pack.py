"""The command that writes a pack."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from core.canonical import sha256
from tests.factories.packs import ago, proved, unpacked

pytestmark = pytest.mark.django_db


def test_pack_holds_here_and_with_plain_python_zipped_and_unpacked(story, tmp_path, capsys) -> None:
    _who, sop = story
    out = tmp_path / "pack.zip"

    call_command(
        "evidence_pack",
        str(out),
        "--person",
        "VY@example.test",
        "--sop",
        sop.number.lower(),
        "--as-of",
        str(ago(20)),
        "--json",
    )
    told = json.loads(capsys.readouterr().out)
    call_command("verify_pack", str(out), "--json")
    checked = json.loads(capsys.readouterr().out)

    assert told["sha256"] == sha256(out.read_bytes())
    assert (checked["ok"], checked["question"]["sop"], checked["answer"]["status"]) == (True, sop.number, "valid")
    assert checked["checked"]["seals"] == 1
    done = proved(unpacked(out.read_bytes(), tmp_path / "in"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything holds.\n")
    alone = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "in" / "verify.py"), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert alone.returncode == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"--person": "nobody@example.test"}, "Không ai có địa chỉ"),
        ({"--sop": "MSC-SOP-XXX-999"}, "MSC-SOP-XXX-999"),
        ({"--as-of": "x"}, "x"),
        ({"out": "/nowhere/at/all.zip"}, "/nowhere/at"),
    ],
)
def test_a_refused_command_writes_nothing(story, tmp_path, options, sentence) -> None:
    given = {"--person": "vy@example.test", "--sop": story[1].number, **options}
    out = given.pop("out", str(tmp_path / "pack.zip"))

    with pytest.raises(CommandError) as refused:
        call_command("evidence_pack", out, *[part for pair in given.items() for part in pair])

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []
    assert AuditEvent.objects.filter(action="pack_made").count() == 0
