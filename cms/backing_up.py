"""A backup is a folder: the database as of one instant, the files it refers to, a list of the keys, and a manifest with
the hash of each.

Private keys are not in it: whoever holds a backup must not be able to seal certificates. The list says which are to be
kept elsewhere. The database is copied first: files are written before the rows that name them, so no row of the copy
lacks its file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection

from cms.database_copies import COPY_NAMES, copies_of
from core import clock
from core.errors import Refused
from sops.queries import installation_is_empty

MANIFEST = "manifest.json"

logger = logging.getLogger(__name__)


def back_up(folder: Path, *, at: dt.datetime | None = None) -> dict[str, Any]:
    """Writes the backup into `folder`, which must not exist yet, and returns its manifest.

    The whole folder or nothing.
    """
    if folder.exists():
        raise Refused(f"{folder} is there already. A backup is written into a new folder.")
    draft = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    try:
        head = copies_of(connection).make(draft / COPY_NAMES[connection.vendor])
        for name in _stored_files():
            _take(name, draft / "files" / name)
        manifest: dict[str, Any] = {
            "schema": 1,
            "made_at": (at or clock.now()).isoformat(),
            "database": connection.vendor,
            "head": head,
            "keys": _hashes(Path(settings.KEYS_DIR)),
            "contents": _hashes(draft),
        }
        (draft / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    logger.info("Backup written: %s files, head of the chain %s", len(manifest["contents"]), manifest["head"])
    return manifest


def restore(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Put a backup into this empty installation; returns its manifest and the keys that are missing here or are others.

    Refused unless every part is as it was backed up, and unless the database, brought up to this version of the code,
    passes `verify_audit` with the same head of the chain. Until then nothing of this installation is touched.
    """
    manifest = _checked_manifest(folder)
    if manifest["database"] != connection.vendor:
        raise Refused(
            f"This backup is of a {manifest['database']} database; this installation uses {connection.vendor}."
        )
    if "sops_sop" in connection.introspection.table_names() and not installation_is_empty():
        raise Refused("This database holds people or documents. A backup is only restored into an empty installation.")
    copies = copies_of(connection)
    with copies.unpacked(folder / COPY_NAMES[connection.vendor]) as address:
        _manage(address, "migrate", "--verbosity", "0")
        verified = json.loads(_manage(address, "verify_audit", "--json"))
        if verified["head"] != manifest["head"]:
            raise Refused("The trail does not end where it ended when the backup was made.")
        for name in manifest["contents"]:
            if name.startswith("files/"):
                _put(folder / name, name.removeprefix("files/"))
        copies.take_over()
    here = _hashes(Path(settings.KEYS_DIR))
    missing = sorted(name for name, was in manifest["keys"].items() if here.get(name) != was)
    logger.warning(
        "Restored as of %s, head of the chain %s, %s keys missing", manifest["made_at"], manifest["head"], len(missing)
    )
    return manifest, missing


def _checked_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        contents = manifest["contents"]
        if manifest["schema"] != 1:
            raise Refused(f"{folder} was made by a later version of this program.")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"{folder} is no backup: its {MANIFEST} cannot be read.") from error
    found = _hashes(folder)
    found.pop(MANIFEST)
    for name in sorted(contents.keys() | found.keys()):
        if name not in found:
            raise Refused(f"{name} is missing from the backup.")
        if found[name] != contents.get(name):
            raise Refused(f"{name} is not what was backed up.")
    return manifest


def _manage(address: str, *arguments: str) -> str:
    """Runs a command of this project on another database. Raises Refused with the command's last sentence."""
    done = subprocess.run(  # noqa: S603  # our own command line
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"The database of the backup does not hold: {last.removeprefix('CommandError: ')}")
    return done.stdout


# ---- files


def _stored_files(folder: str = "") -> Iterator[str]:
    """Names of all files of this installation, whatever storage they are in."""
    if not default_storage.exists(folder or "."):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}".lstrip("/") for name in sorted(files))
    for inner in sorted(folders):
        yield from _stored_files(f"{folder}/{inner}".lstrip("/"))


def _take(name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with default_storage.open(name) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _put(source: Path, name: str) -> None:
    if default_storage.exists(name):
        default_storage.delete(name)
    with source.open("rb") as file:
        default_storage.save(name, File(file))


def _hashes(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
