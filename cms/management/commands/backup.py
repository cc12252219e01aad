from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.backing_up import back_up
from core.errors import Refused


class Command(BaseCommand):
    help = (
        "Writes database, files and the list of keys as of one instant into a new folder, "
        "while the site goes on working."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(options["folder"].absolute())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        if options["json"]:
            self.stdout.write(json.dumps(manifest, ensure_ascii=False))
            return
        self.stdout.write(
            f"{options['folder']}: {len(manifest['contents'])} files, head of the chain {manifest['head']}"
        )
        self.stdout.write(f"Private keys are not in it. Keep elsewhere: {', '.join(manifest['keys']) or 'none'}")
