"""Matrices put together by hand, without a database."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from inspection.matrix import NOTHING, Cell, Column, Line, Matrix
from qualification.enums import Status
from qualification.reasons import Reason
from qualification.status import Qualification
from sops.models import Sop
from staff.models import Person, Unit

DAY = dt.date(2026, 6, 15)


def cell(state: str = "", *, held: int | None = None, valid_to: dt.date | None = None) -> Cell:
    """A cell in a state; without one, nothing is required."""
    if not state:
        return NOTHING
    reasons = (Reason("expires", on=valid_to, days=(valid_to - DAY).days),) if state == "expiring" and valid_to else ()
    status = Status.SUSPENDED if state == "retraining" else Status(state)
    return Cell(Qualification(1, 1, status, held, held, valid_to, reasons, ()), state)


def column(
    number: str, *, stage: str = "ISO", version: int | None = 1, qualified: int = 0, required: int = 0
) -> Column:
    return Column(Sop(number=number, stage=stage, titles={"vi": number}), version, qualified, required)


def line(name: str, *cells: Cell, pk: int = 1, roles: str = "", unit: str = "") -> Line:
    person = Person(pk=pk, full_name=name, unit=Unit(names={"vi": unit}) if unit else None)
    return Line(person, roles, list(cells))


def matrix(columns: list[Column], lines: list[Line]) -> Matrix:
    counts = Counter(cell.state for line in lines for cell in line.cells if cell is not NOTHING)
    return Matrix(columns, lines, counts)
