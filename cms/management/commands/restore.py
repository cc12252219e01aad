from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.backing_up import restore
from core.errors import Refused


class Command(BaseCommand):
    help = "Puts a backup into this empty installation, after everything in it has been verified. Stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, keys = restore(options["folder"].absolute())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        if options["json"]:
            self.stdout.write(
                json.dumps({"made_at": manifest["made_at"], "head": manifest["head"], "keys_missing": keys})
            )
            return
        self.stdout.write(f"Restored as of {manifest['made_at']}; the trail holds, its head is {manifest['head']}")
        if keys:
            self.stdout.write(f"Put these keys back into their folder: {', '.join(keys)}")
