from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import Refused
from inspection.packs.checking import check_file


class Command(BaseCommand):
    help = (
        "Checks an evidence pack: every file, hash, signature, line of the trail, and that the seal is ours. "
        "Also exports of the trail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = check_file(Path(options["file"]))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        if options["json"]:
            answer = {"ok": not report.problems, "checked": report.checked, "problems": report.problems, **report.facts}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(", ".join(f"{number} {what}" for what, number in report.checked.items()))
        if report.problems:
            more = f" (and {len(report.problems) - 1} more)" if len(report.problems) > 1 else ""
            raise CommandError(f"The pack does not hold. {report.problems[0]}{more}")
