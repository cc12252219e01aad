"""The whole matrix: the qualifications of 1,000 people for 200 SOPs today, from five years of facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from bench import world
from bench.measure import compare
from core import clock
from qualification.facts import parameters, values_on
from qualification.statement import build
from qualification.status import qualifications


def figures() -> Iterator[dict[str, Any]]:
    large = world.build()
    person = large.people[500]
    answers = len(qualifications())
    asked = parameters(clock.today(), clock.now(), values_on(clock.today()))
    yield {
        "figure": "matrix",
        **compare(qualifications, lambda: _bare(None, asked), target=2, seconds=15, floors=1),
        "ours": f"status, reasons and evidence of all: {answers} answers",
        "floor": "the bare SQL statement executed and fetched",
    }
    yield {
        "figure": "one_person",
        **compare(lambda: qualifications([person]), lambda: _bare((person,), asked), seconds=4),
        "ours": "the same for one person and every SOP",
        "floor": "the bare SQL statement for that person",
    }


def _bare(people: tuple[int, ...] | None, asked: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(build(connection.vendor, people, None), asked)
        return cursor.fetchall()
