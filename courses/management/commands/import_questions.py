from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import witnessed
from core.errors import Refused
from courses.banks import FORMATS, Bank, read_bank
from courses.domain.quizzes import import_bank
from courses.enums import QuestionType
from courses.models import Quiz
from staff.domain.people import acting

ACTOR = "import_questions"


class Command(BaseCommand):
    help = (
        "Questions of a GIFT or Moodle XML file go into a quiz. Prints which were taken and which were not, "
        "each with its line and the reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--quiz", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=FORMATS, default="", help="told by the file if left out")
        parser.add_argument(
            "--language", choices=("vi", "en", "ja"), default="vi", help="the language the questions are written in"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report; write nothing")
        parser.add_argument(
            "--by", metavar="EMAIL", default="", help="account that imports; the trail names this command if left out"
        )
        parser.add_argument("--json", action="store_true", help="answer for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        bank: Bank | None = None
        refusal = ""
        try:
            quiz = Quiz.objects.select_related("sop").filter(slug=options["quiz"]).first()
            if quiz is None:
                raise Refused(_("There is no quiz “%(slug)s”.") % {"slug": options["quiz"]})
            sop = quiz.sop.number if quiz.sop else ""
            bank = read_bank(_bytes(options["file"]), format=options["format"], language=options["language"], sop=sop)
            if not options["dry_run"]:
                with witnessed(source=f"manage.py {ACTOR}"), transaction.atomic():
                    import_bank(quiz, bank, by=acting(options["by"], ACTOR))
        except Refused as refused:
            refusal = str(refused)
        if bank is not None:
            written = not (refusal or options["dry_run"])
            told = {**plain(bank), "written": written, "refused": refusal}
            self.stdout.write(
                json.dumps(told, ensure_ascii=False) if options["json"] else "\n".join(sentences(bank, written=written))
            )
        if refusal:
            raise CommandError(refusal)


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as missing:
        raise Refused(_("The file %(file)s cannot be read.") % {"file": path}) from missing


def plain(bank: Bank) -> dict[str, Any]:
    """Returns the output for machines: each imported question complete and with its line; each rejected one with its
    line and the reason.
    """
    return {
        "format": bank.format,
        "imported": [{"line": line, **question} for line, question in bank.questions],
        "rejected": [rejected.as_dict() for rejected in bank.rejected],
    }


def sentences(bank: Bank, *, written: bool) -> list[str]:
    """Returns the output for people."""
    lines = [f"{line}: {QuestionType(question['type']).label} · {question['id']}" for line, question in bank.questions]
    lines += [
        _("%(line)s: not taken. %(reason)s") % {"line": entry.line, "reason": entry.reason} for entry in bank.rejected
    ]
    return [
        *lines,
        _("%(n)d questions written.") % {"n": len(bank.questions)} if written else _("Nothing was written."),
    ]
