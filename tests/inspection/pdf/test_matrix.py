"""The matrix in print: as many sheets as it needs, each with its question."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from django.utils import translation

from inspection.pdf.matrix import ACROSS, DOWN, draw_matrix
from tests.factories.matrices import cell, column, line, matrix

DAY = dt.date(2026, 6, 15)
KNOWN = dt.datetime(2026, 6, 15, 10, 0, tzinfo=dt.UTC)
MADE = dt.datetime(2026, 6, 20, 2, 0, tzinfo=dt.UTC)


def sheets(columns: int, lines: int) -> list[str]:
    whole = matrix(
        [column(f"MSC-SOP-ISO-{n:03}", qualified=lines - 1, required=lines) for n in range(columns)],
        [line(f"Lê Thảo {n}", *[cell("valid", held=2)] * columns) for n in range(lines)],
    )
    with translation.override("en"):
        data = draw_matrix(whole, DAY, KNOWN, by="Ngô Thùy Dương", made_at=MADE)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    return text.split("\f")[:-1]


@pytest.mark.parametrize(
    ("columns", "lines", "pages"),
    [(1, 1, 1), (ACROSS, DOWN, 1), (ACROSS + 1, DOWN, 2), (ACROSS, DOWN + 1, 2), (ACROSS + 1, DOWN + 1, 4)],
)
def test_matrix_takes_as_many_sheets_as_it_needs_each_with_its_number(columns, lines, pages):
    found = sheets(columns, lines)

    assert [f"Page {n}/{pages}" in page for n, page in enumerate(found, 1)] == [True] * pages


def test_every_sheet_says_the_question_who_asked_and_when():
    (page,) = sheets(2, 3)

    for words in (
        "State at the end of 15 Jun 2026, as known at 15 Jun 2026 17:00 (GMT+7)",
        "Exported 20 Jun 2026 09:00 (GMT+7) by Ngô Thùy Dương",
        "Qualified / required",
    ):
        assert words in page
    assert page.count("2/3") == 2
    assert page.count("v2") == 6


def test_empty_selection_says_so():
    (page,) = sheets(0, 0)

    assert "Nobody in this selection needs an SOP on this day" in page
