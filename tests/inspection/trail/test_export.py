"""Exports of the trail prove themselves with plain Python."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from audit.actor import system
from audit.trail import record
from inspection.packs import VERIFIER
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def export(client: Client, name: str, query: str = "") -> bytes:
    answer = client.get(f"/en/audit/{name}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def proved(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(VERIFIER), str(path)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["trail.json", "trail.csv"])
def test_an_export_proves_itself_with_plain_python(client, reader, acts, tmp_path, name) -> None:
    record("login_failed", by=system("anonymous"), object_name='=HYPERLINK("x")\r\n"quoted", và dấu')
    path = tmp_path / name
    path.write_bytes(export(client, name))

    done = proved(path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "6 lines of the trail" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("trail.json", "sai dấu", "khác"),
        ("trail.json", '"actor_name": "Phạm Quốc Bảo"', '"actor_name": "Ai đó"'),
        ("trail.csv", "Phạm Quốc Bảo", "Ai đó"),
        ("trail.csv", "person_renamed", "person_added"),
    ],
)
def test_an_altered_export_is_found_out(client, reader, acts, tmp_path, name, old, new) -> None:
    whole = export(client, name).decode()
    path = tmp_path / name
    path.write_text(whole.replace(old, new, 1))
    assert path.read_text() != whole

    assert proved(path).returncode == 1


def test_a_line_cut_out_of_a_whole_export_is_found_out(client, reader, acts, tmp_path) -> None:
    told = json.loads(export(client, "trail.json"))
    for cut in (1, -1):
        events = [event for place, event in enumerate(told["events"]) if place != cut % len(told["events"])]
        path = tmp_path / "trail.json"
        path.write_text(json.dumps({**told, "events": events, "lines": len(events)}, ensure_ascii=False))
        assert proved(path).returncode == 1


def test_a_selection_is_exported_as_one_and_proves_itself_too(client, reader, acts, tmp_path) -> None:
    told = json.loads(export(client, "trail.json", "?who=Kiều"))
    path = tmp_path / "trail.json"
    path.write_text(json.dumps(told, ensure_ascii=False))

    assert (told["whole"], told["lines"], [event["action"] for event in told["events"]]) == (
        False, 3, ["assigned", "access_granted", "person_renamed"],
    )  # fmt: skip
    assert proved(path).returncode == 0


def test_csv_is_safe_on_a_desk(client, reader, tmp_path) -> None:
    record("login_failed", by=make.person("=1+1"), object_name="@x", reason="-2")

    _login, row = csv.DictReader(io.StringIO(export(client, "trail.csv").decode("utf-8-sig"), newline=""))
    assert (row["actor"], row["reason"]) == ("'=1+1", "'-2")
