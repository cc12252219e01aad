"""The same as `python -m cms.serving`, listed among the commands."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.serving import serve


class Command(BaseCommand):
    help = "Serves the site with gunicorn and runs the background tasks beside it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(serve(port=options["port"], workers=options["workers"], threads=options["threads"]))
