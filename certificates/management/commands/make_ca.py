"""Creates the institution's certificate authority and its seal, once."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.seal.authority import make_authority, renew_seal
from certificates.seal.sealing import current, folder
from core.errors import Refused


class Command(BaseCommand):
    help = "Make the certificate authority and the seal of this installation (KEYS_DIR/seal); refuses to overwrite."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", default="Mescells", help="Name in the seal's certificate")
        parser.add_argument(
            "--renew", action="store_true", help="A new seal of the same authority; older documents stay checkable"
        )
        parser.add_argument("--json", action="store_true", help="Answer for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = renew_seal(folder()) if options["renew"] else make_authority(folder(), options["organisation"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        seal = current()
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {"folder": str(path), "holder": seal.holder, "fingerprint": seal.fingerprint}, ensure_ascii=False
                )
            )
        else:
            self.stdout.write(f"{seal.holder}: {path} (SHA-256 {seal.fingerprint})")
