from __future__ import annotations

import json
import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import witnessed
from core import clock
from core.errors import Refused
from core.text import nfc
from sops.document.content import labels
from sops.domain.import_word import accept_upload, stage_upload
from sops.enums import Stage
from sops.importing.sources import next_draft, with_ids
from sops.models import Sop, WordSource
from sops.numbering import stage_of
from sops.word import LossKind, WordImport, read_docx
from sops.word.read import READINGS
from staff.domain.people import acting

ACTOR = "import_sop"
NOISY = ("wagtail", "django_tasks", "modelsearch")  # a line for each index entry helps nobody here


class Command(BaseCommand):
    help = (
        "A Word file (.docx) becomes a draft: the first of a new number, or the next of a document that exists. "
        "Prints what did not come through."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.docx")
        parser.add_argument(
            "--number", required=True, metavar="N", help="document number, as MSC-SOP-ISO-001; it tells the stage"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report; write nothing")
        parser.add_argument(
            "--tracked",
            choices=READINGS,
            default="",
            help="whether changes left open in the file count as accepted or rejected",
        )
        parser.add_argument(
            "--replace", action="store_true", help="replace edits of the present draft that were never submitted"
        )
        parser.add_argument(
            "--stage", choices=Stage.values, default="", help="stage of a new number that does not tell it"
        )
        parser.add_argument(
            "--by", metavar="EMAIL", default="", help="account that imports; the trail names this command if left out"
        )
        parser.add_argument("--json", action="store_true", help="answer for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.WARNING)
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError as missing:
            raise CommandError(_("The file %(file)s cannot be read.") % {"file": path}) from missing
        number = nfc(options["number"]).strip().upper()
        found: dict[str, Any] = {}
        try:
            read = read_docx(data, path.name, tracked=options["tracked"] or "accept")
            found = plain(read, number)
            source = None if options["dry_run"] else self._write(data, path.name, number, options)
        except Refused as refused:
            if found and options["json"]:
                self.stdout.write(json.dumps(found | {"written": False, "refused": str(refused)}, ensure_ascii=False))
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(found | {"written": bool(source), "refused": ""}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sentences(read, number, source)))

    def _write(self, data: bytes, filename: str, number: str, options: dict[str, Any]) -> WordSource:
        by = acting(options["by"], ACTOR)
        with witnessed(source=f"manage.py {ACTOR}"), transaction.atomic():
            upload = stage_upload(data, filename, by=by)
            return accept_upload(
                upload,
                number=number,
                by=by,
                tracked=options["tracked"],
                losses_read=True,
                stage=options["stage"],
                replace=options["replace"],
            )


def plain(read: WordImport, number: str) -> dict[str, Any]:
    """Returns the output for machines: header, content in document order with computed numbers, losses, open
    changes.
    """
    sop = Sop.objects.filter(number=number).first()
    told = with_ids(read.as_dict(), next_draft(sop, read.content, day=clock.today()))
    content, numbers = told["content"], labels(told["content"])
    blocks = [
        {**block, **({"label": numbers[block["id"]]} if block["id"] in numbers else {})} for block in content["blocks"]
    ]
    return {
        **told,
        "content": {**content, "blocks": blocks},
        "losses": [{**loss, "label": str(LossKind(loss["kind"]).label)} for loss in told["losses"]],
        "number": number,
        "stage": sop.stage if sop else stage_of(number),
        "new": sop is None,
    }


def sentences(read: WordImport, number: str, source: WordSource | None) -> list[str]:
    """Returns the output for people."""
    header = read.header
    lines = [" · ".join(filter(None, [header["number"], read.content["title"], header["version"]]))]
    lines += [
        _("%(count)s blocks, %(pictures)s pictures")
        % {"count": len(read.content["blocks"]), "pictures": len(read.images)}
    ]
    lines += [" · ".join(filter(None, [f"- {loss.label}", loss.where, loss.text, loss.detail])) for loss in read.losses]
    open_changes = dict.fromkeys(
        (change.where, change.rejected or "–", change.accepted or "–") for change in read.tracked
    )
    lines += [f"± {where}: {rejected} → {accepted}" for where, rejected, accepted in open_changes]
    lines += [_("Neither in the import nor in the report: %(text)s") % {"text": text} for text in read.unproved]
    written = _("Written as the draft of %(number)s.") if source else _("Nothing was written.")
    return [*lines, written % {"number": number}]
