"""`restore` says in one sentence why a folder is not put back, before it looks at the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from cms.backing_up import MANIFEST


def refusal(folder: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(folder))
    return str(refused.value)


@pytest.mark.parametrize("written", [None, "{", "[]", '{"schema": 1}'])
def test_a_folder_without_a_manifest_that_can_be_read_is_no_backup(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / MANIFEST).write_text(written)

    assert refusal(tmp_path) == f"{tmp_path} is no backup: its manifest.json cannot be read."


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"schema": 2, "contents": {}}))

    assert refusal(tmp_path) == f"{tmp_path} was made by a later version of this program."


def test_a_backup_of_the_other_database_is_refused(tmp_path: Path) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    (tmp_path / MANIFEST).write_text(json.dumps({"schema": 1, "contents": {}, "database": other}))

    assert refusal(tmp_path) == (f"This backup is of a {other} database; this installation uses {connection.vendor}.")


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"schema": 1, "contents": {"files/a.png": "0"}}))

    assert refusal(tmp_path) == "files/a.png is missing from the backup."
