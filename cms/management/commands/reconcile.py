"""Finds and repairs what lost tasks left undone; run after a crash, or regularly."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.reconciling import reconcile


class Command(BaseCommand):
    help = (
        "Finds and repairs what lost tasks left undone: attempts out of time, tasks of a killed worker, "
        "tasks broken off by an error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Answer for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        done = reconcile()
        if options["json"]:
            self.stdout.write(
                json.dumps({"attempts_closed": done["attempts_closed"], "tasks_again": done["tasks_again"]})
            )
        elif options["verbosity"]:
            self.stdout.write(f"{done['attempts_closed']} attempts closed, {done['tasks_again']} tasks to run again")
