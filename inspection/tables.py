"""The matrix as a flat table: one row per cell, each repeating the question it answers, so that a row can be read
alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from core.labels import state_word
from inspection.matrix import Matrix

COLUMNS = (
    "as_of", "known_at", "person_id", "person", "unit", "job_roles", "sop", "title", "version_in_force", "status",
    "state", "version_held", "valid_to",
    "reasons",
)  # fmt: skip


def table(whole: Matrix, as_of: dt.date, known_at: dt.datetime) -> Iterator[Sequence[str]]:
    """Yields the heading, then one row for every cell where something is required."""
    yield COLUMNS
    question = (as_of.isoformat(), known_at.astimezone(dt.UTC).isoformat(timespec="seconds"))
    for line in whole.lines:
        person = line.person
        unit = person.unit.name if person.unit else ""
        for column, cell in zip(whole.columns, line.cells, strict=True):
            answer = cell.answer
            if answer is None:
                continue
            yield (
                *question, str(person.pk), person.full_name, unit, line.roles, column.sop.number, column.sop.title,
                str(column.version or ""),
                str(answer.status.value), state_word(cell.state), str(answer.held or ""),
                answer.valid_to.isoformat() if answer.valid_to else "",
                " ".join(map(str, answer.all_reasons)),
            )  # fmt: skip
