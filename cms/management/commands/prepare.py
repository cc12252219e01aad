"""Prepares an installation in one process: tables, static files and, if asked, the demonstration."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection


class Command(BaseCommand):
    help = "Brings the database and the static files up to this version of the code."
    requires_system_checks: list[str] = []  # they load every page, which costs more than all the rest of a second start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Load the demonstration if the database is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(f"The database cannot be opened: {str(error).strip()}") from error
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            cache.get("anything")
        except Exception as error:  # whatever the cache of this installation raises
            raise CommandError(f"The cache at {settings.REDIS_URL} cannot be reached: {error}") from error
        call_command("reconcile", verbosity=0)  # the last run may have ended with kill -9
        call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            call_command("seed_demo", if_empty=True)
