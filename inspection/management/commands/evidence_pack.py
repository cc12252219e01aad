from __future__ import annotations

import json
import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.actor import system
from audit.trail import witnessed
from core.errors import Refused
from inspection.domain.packs import make_pack
from qualification.asking import person_of_email, read_day, read_instant, sop_of_number


class Command(BaseCommand):
    help = (
        "Writes the evidence pack about one person and one SOP as of a day: "
        "a ZIP file that is checked without this site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", metavar="OUT.zip")
        parser.add_argument("--person", required=True, metavar="EMAIL")
        parser.add_argument("--sop", required=True, metavar="NUMBER")
        parser.add_argument("--as-of", metavar="DAY", help="a site day, today if left out")
        parser.add_argument("--known-at", metavar="INSTANT", help="an instant, or a day (its end); now if left out")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"])
        try:
            as_of, known_at = read_day(options["as_of"]), read_instant(options["known_at"])
            person, sop = person_of_email(options["person"]), sop_of_number(options["sop"])
            if not out.parent.is_dir():
                raise Refused(_("There is no folder %(folder)s.") % {"folder": out.parent})
            with witnessed(source="manage.py evidence_pack"):
                pack = make_pack(person, sop, by=system("evidence_pack"), as_of=as_of, known_at=known_at)
            _write(out, pack.data)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error
        if options["json"]:
            self.stdout.write(
                json.dumps({"file": str(out), "sha256": pack.sha256, "files": pack.files, "bytes": len(pack.data)})
            )
        else:
            self.stdout.write(f"{out}: {pack.files} files, SHA-256 {pack.sha256}")


def _write(out: Path, data: bytes) -> None:
    """Writes the whole file or none."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".pack-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(out)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
