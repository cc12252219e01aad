from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core import clock
from core.days import daydate, moment
from core.errors import Refused
from qualification.acts import Node
from qualification.asking import person_of_email, read_day, read_instant, sop_of_number
from qualification.evidence import Explanation, explain


class Command(BaseCommand):
    help = "May this person do this work? Status, reasons and evidence, as of a day, as known at a moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--person", required=True, metavar="EMAIL")
        parser.add_argument("--sop", required=True, metavar="NUMBER")
        parser.add_argument("--as-of", metavar="DAY", help="a site day, today if left out")
        parser.add_argument("--known-at", metavar="INSTANT", help="an instant, or a day (its end); now if left out")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            as_of = read_day(options["as_of"]) or clock.today()
            known_at = read_instant(options["known_at"]) or clock.now()
            person, sop = person_of_email(options["person"]), sop_of_number(options["sop"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        found = explain(person, sop, as_of, known_at)
        self.stdout.write(
            json.dumps(found.plain(), ensure_ascii=False) if options["json"] else "\n".join(sentences(found))
        )


def sentences(found: Explanation) -> list[str]:
    """The answer for people."""
    answer = found.answer
    known = _("as known on %(when)s") % {"when": moment(found.known_at, "zone")}
    head = f"{found.person.full_name} · {found.sop.number} · {daydate(found.as_of)} ({known})"
    held = f", v{answer.held}" if answer.held else ""
    until = ", " + _("valid until %(day)s") % {"day": daydate(answer.valid_to)} if answer.valid_to else ""
    required = [
        _("required by %(role)s since %(day)s") % {"role": row.role, "day": daydate(row.since)} for row in found.demands
    ]
    lines = [head, f"{answer.status.label}{held}{until}", *(f"- {text}" for text in [*found.reasons, *required])]
    return [*lines, *(_line(node) for node in [*found.earlier, *found.spine])]


def _line(node: Node) -> str:
    return f"  {daydate(node.day)}  {node.title}" + "".join(f"\n              {line}" for line in node.lines)
