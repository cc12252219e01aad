"""A backup put back into the emptied installation it came from;
and every backup that is not whole is refused, with nothing touched.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from audit import frozen, trail
from audit.checks import run
from audit.models import AuditEvent
from cms.backing_up import MANIFEST, back_up, restore
from core.errors import Refused
from sops.models import Segment, SopVersion
from staff.models import Person, Signature
from tests.factories import release as make

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PICTURE = "original_images/tủ an toàn.png"
COUNTED = (AuditEvent, Person, Signature, Segment, SopVersion)


@pytest.fixture
def backup(tmp_path: Path, settings) -> Path:
    """A version in force, a picture, a key; backed up, then everything but the key lost."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.STORAGES = {**settings.STORAGES}  # an empty one: that of all other tests holds what they left
    (settings.KEYS_DIR / "seal").mkdir(parents=True)
    (settings.KEYS_DIR / "seal" / "ca.key").write_text("secret")
    who = make.team()
    make.approved(make.draft(), who)
    default_storage.save(PICTURE, ContentFile(b"picture"))
    back_up(tmp_path / "backup")
    return tmp_path / "backup"


def lose_everything() -> None:
    default_storage.delete(PICTURE)
    frozen.uninstall(connection)
    call_command("flush", interactive=False, verbosity=0)
    frozen.install(connection)


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def test_backup_comes_back_whole(backup, capsys, settings):
    before, head = counts(), trail.head()
    manifest = json.loads((backup / MANIFEST).read_text())
    lose_everything()
    assert counts() == [0] * len(COUNTED)
    (settings.KEYS_DIR / "seal" / "ca.key").write_text("another")

    call_command("restore", str(backup), json=True)

    told = json.loads(capsys.readouterr().out)
    assert told == {"made_at": manifest["made_at"], "head": head, "keys_missing": ["seal/ca.key"]}
    assert (counts(), trail.head()) == (before, head)
    assert default_storage.open(PICTURE).read() == b"picture"
    assert [result.name for result in run() if result.findings] == []
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")


def test_no_key_is_in_a_backup_and_every_file_is_in_its_manifest(backup):
    manifest = json.loads((backup / MANIFEST).read_text())
    names = {path.relative_to(backup).as_posix() for path in backup.rglob("*") if path.is_file()}

    assert names == manifest["contents"].keys() | {MANIFEST}
    assert [name for name in names if name.startswith("files/")] == [f"files/{PICTURE}"]
    assert manifest["keys"].keys() == {"seal/ca.key"}
    assert (manifest["head"], manifest["database"]) == (trail.head(), connection.vendor)


def test_restore_is_refused_where_there_is_something(backup):
    before = counts()

    with pytest.raises(Refused) as refused:
        restore(backup)

    assert (
        str(refused.value)
        == "This database holds people or documents. A backup is only restored into an empty installation."
    )
    assert counts() == before


def test_altered_parts_are_named_and_nothing_is_touched(backup):
    lose_everything()
    picture, manifest = backup / "files" / PICTURE, backup / MANIFEST
    other = json.loads(manifest.read_text()) | {"head": "0" * 64}
    for break_it, sentence in (
        (lambda: picture.write_bytes(b"another"), f"files/{PICTURE} is not what was backed up."),
        (picture.unlink, f"files/{PICTURE} is missing from the backup."),
        (
            lambda: picture.write_bytes(b"picture") and (backup / "more").write_text("more"),
            "more is not what was backed up.",
        ),
        (
            lambda: (backup / "more").unlink() or manifest.write_text(json.dumps(other)),
            "The trail does not end where it ended when the backup was made.",
        ),
        (
            lambda: manifest.write_text(json.dumps(other | {"schema": 2})),
            f"{backup} was made by a later version of this program.",
        ),
        (lambda: manifest.write_text("{"), f"{backup} is no backup: its manifest.json cannot be read."),
        (manifest.unlink, f"{backup} is no backup: its manifest.json cannot be read."),
    ):
        break_it()
        with pytest.raises(CommandError) as refused:
            call_command("restore", str(backup))
        assert str(refused.value) == sentence

    assert counts() == [0] * len(COUNTED)
    assert not default_storage.exists(PICTURE)
