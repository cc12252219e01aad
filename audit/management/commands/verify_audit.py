from __future__ import annotations

import json
import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import checks, trail

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Verifies the trail's chain, the guards of frozen tables, and the hashes of versions, "
        "signatures and certificates."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        results = list(checks.run())
        for result in results:
            if result.findings:
                logger.error(
                    "Evidence does not hold: %s, %s findings, %s checked",
                    result.name,
                    len(result.findings),
                    result.checked,
                )
        broken = [finding for result in results for finding in result.findings]
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "ok": not broken,
                        "head": trail.head(),
                        "checks": [
                            {
                                "name": r.name,
                                "checked": r.checked,
                                "findings": [{"record": f.record, "why": f.why} for f in r.findings],
                            }
                            for r in results
                        ],
                    },
                    ensure_ascii=False,
                )
            )
        else:
            for result in results:
                self.stdout.write(f"{result.name}: {result.checked} checked, {len(result.findings)} broken")
                for finding in result.findings:
                    self.stdout.write(f"  {finding.record}: {finding.why}")
            self.stdout.write(f"head of the chain: {trail.head()}")
        if broken:
            raise CommandError(f"{len(broken)} records do not hold; first: {broken[0].record}: {broken[0].why}")
