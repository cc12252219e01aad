"""`backup` writes into a new folder or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_a_backup_is_written_into_a_new_folder_only(tmp_path):
    (tmp_path / "there").mkdir()

    with pytest.raises(CommandError) as refused:
        call_command("backup", str(tmp_path / "there"))

    assert str(refused.value) == f"{tmp_path / 'there'} is there already. A backup is written into a new folder."
    assert list((tmp_path / "there").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(CommandError) as refused:
        call_command("backup", str(tmp_path / "file" / "new"))

    assert str(refused.value) == f"{tmp_path / 'file' / '.new.unfinished'}: Not a directory"
