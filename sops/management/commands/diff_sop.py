from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sops.comparison.compare import Change
from sops.enums import ChangeClass
from sops.word import WordImport, WordRefused, read_docx
from sops.word.difference import Difference, difference
from sops.word.read import READINGS


class Command(BaseCommand):
    help = "What changed between two Word files of an SOP: each change once, with its class. Nothing is saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", metavar="A.docx")
        parser.add_argument("new", metavar="B.docx")
        parser.add_argument(
            "--tracked", choices=READINGS, default=READINGS[0], help="how changes left open in the files are read"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        old, new = (read(Path(options[name]), options["tracked"]) for name in ("old", "new"))
        found = difference(old, new)
        if options["json"]:
            self.stdout.write(json.dumps(plain(found, old, new, options), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sentences(found, old, new, options)))


def read(path: Path, tracked: str) -> WordImport:
    """Returns a file of the command line as read. Raises CommandError with one sentence that names it."""
    try:
        result = read_docx(path.read_bytes(), path.name, tracked=tracked)
    except OSError as missing:
        raise CommandError(_("%(file)s cannot be read.") % {"file": path}) from missing
    except WordRefused as refused:
        raise CommandError(f"{path.name}: {refused}") from refused
    if result.unproved:
        raise CommandError(
            _("%(file)s: not every text of the file can be accounted for.") % {"file": path.name}
            + f" {result.unproved[0]}"
        )
    return result


def plain(found: Difference, old: WordImport, new: WordImport, options: dict[str, Any]) -> dict[str, Any]:
    """Returns the output for machines."""
    documents = {
        name: {
            "file": options[name],
            "number": result.header["number"],
            "title": result.content["title"],
            "version": result.header["version"],
            "open_changes": len(result.tracked),
        }
        for name, result in (("old", old), ("new", new))
    }
    return {
        **documents,
        "reading": options["tracked"],
        "header": [change.as_dict() for change in found.header],
        "changes": [change.as_dict() for change in found.changes],
        "formal": [change.as_dict() for change in found.formal],
    }


def sentences(found: Difference, old: WordImport, new: WordImport, options: dict[str, Any]) -> Iterator[str]:
    """Returns the output for people."""
    yield f"{new.header['number']} {new.content['title']}".strip()
    for result, name in ((old, "old"), (new, "new")):
        if result.tracked:
            yield _("%(file)s: %(count)s open changes, read as %(reading)s.") % {
                "file": Path(options[name]).name,
                "count": len(result.tracked),
                "reading": _("accepted") if options["tracked"] == "accept" else _("rejected"),
            }
    for field in found.header:
        yield f"  {field.field}: {field.old or '–'} → {field.new or '–'}"
    for change in found.changes:
        yield from _lines(change)
    if found.formal:
        yield ""
        yield _("Approval block and revision history:")
        for change in found.formal:
            yield from _lines(change)
    yield ""
    yield _summary(found)


def _lines(change: Change) -> Iterator[str]:
    place = " ".join(part for part in (change.place, change.row) if part) or "–"
    if change.kind == "moved" and change.place_old != change.place:
        place = f"{change.place_old or '–'} → {place}"
    yield ""
    yield "  ".join((place, _kinds()[change.kind], str(ChangeClass(change.class_).label)))
    if change.kind == "moved":
        yield f"    {change.new}"
        return
    yield from (f"  - {line}" for line in change.old.split("\n") if line)
    yield from (f"  + {line}" for line in change.new.split("\n") if line)


def _kinds() -> dict[str, str]:
    return {"changed": _("Changed"), "added": _("Added"), "removed": _("Removed"), "moved": _("Moved")}


def _summary(found: Difference) -> str:
    if not (found.changes or found.formal or found.header):
        return _("No difference.")
    counts = Counter(change.kind for change in found.changes)
    return ", ".join(f"{_kinds()[kind]}: {counts[kind]}" for kind in _kinds())
