"""Loads the demonstration into an empty database."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refused
from demo.loading import load, loaded_on
from demo.people import PASSWORD
from sops.queries import installation_is_empty

# A line for each of a thousand pages and index entries helps nobody here.
NOISY = ("wagtail", "django_tasks", "modelsearch")


class Command(BaseCommand):
    help = (
        "Loads the demonstration (invented people, illustrative procedures) into an empty database; "
        "a second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Answer for machines")
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing, without complaint, where people or documents are there already",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        quiet = options["json"] or options["verbosity"] == 0

        def progress(chapter: str, done: int) -> None:
            if done % 500 == 0 and not quiet:
                self.stdout.write(f"{done} acts, {time.monotonic() - began:.0f} s")

        if options["if_empty"] and not installation_is_empty():
            return
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.WARNING)
        try:
            done = load(progress=progress)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            day = loaded_on()
            self.stdout.write(
                json.dumps({"loaded": bool(done), "day": str(day), "acts": dict(done), "seconds": seconds})
            )
        elif not quiet and done:
            self.stdout.write(
                f"{sum(done.values())} acts in {seconds} s. Log in as khue@demo.test with the password {PASSWORD}."
            )
        elif not quiet:
            self.stdout.write(f"The demonstration was loaded on {loaded_on()}; nothing was changed.")
