"""The matrix in print: A4 landscape, as many sheets as needed, each with the question it answers. States differ by
shape, so greyscale suffices.
"""

from __future__ import annotations

import datetime as dt
import io
import math

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import pdf as draw
from core.days import daydate, moment
from core.labels import state_word
from core.pdf.parts import DIM, INK, LINE
from inspection.matrix import STATES, Matrix

WIDTH, HEIGHT = landscape(A4)
MARGIN = 12 * mm
NAMES, CELL, ROW, DOT = 58 * mm, 14.2 * mm, 5.6 * mm, 0.6 * mm
TOP = HEIGHT - 44 * mm  # lower edge of the heads of the columns
GREEN, AMBER, PLUM, TINTS = "#146457", "#6c450e", "#961b43", {"amber": "#fdf1cf", "plum": "#fbeaed"}
ACROSS = int((WIDTH - 2 * MARGIN - NAMES) // CELL)
DOWN = int((TOP - 24 * mm) // ROW)
COLOURS = {
    "valid": GREEN, "expiring": AMBER, "expired": AMBER, "retraining": AMBER, "not_trained": DIM, "suspended": PLUM,
    "disqualified": PLUM,
}  # fmt: skip
GROUNDS = {"expiring": "amber", "expired": "amber", "retraining": "amber", "suspended": "plum", "disqualified": "plum"}


def draw_matrix(whole: Matrix, as_of: dt.date, known_at: dt.datetime, *, by: str, made_at: dt.datetime) -> bytes:
    """Returns the PDF of a selection; an empty selection is stated as such. Raises core.pdf.GlyphMissing."""
    file = io.BytesIO()
    page = draw.canvas(
        file, size=(WIDTH, HEIGHT), title=f"{_('Qualification matrix')} {daydate(as_of)}", author="Mescells", subject=by
    )
    _glyphs(page)
    sheets = [
        whole.part(slice(left, left + ACROSS), slice(first, first + DOWN))
        for first in range(0, max(len(whole.lines), 1), DOWN)
        for left in range(0, max(len(whole.columns), 1), ACROSS)
    ]
    for number, sheet in enumerate(sheets, 1):
        _head(page, sheet, as_of, known_at)
        _heads_of_columns(page, sheet)
        for place in range(len(sheet.lines)):
            _line(page, sheet, place, TOP - (place + 1) * ROW)
        if sheet.lines:
            _sums(page, sheet, TOP - (len(sheet.lines) + 1) * ROW)
        else:
            draw.draw(
                page, MARGIN, TOP - 10 * mm, _("Nobody in this selection needs an SOP on this day"), 10, colour=DIM
            )
        made = _("Exported %(at)s by %(name)s") % {"at": moment(made_at, "zone"), "name": by}
        draw.draw(page, MARGIN, 8 * mm, made, 7, colour=DIM)
        count = _("Page %(number)s/%(total)s") % {"number": number, "total": len(sheets)}
        draw.draw(page, WIDTH - MARGIN, 8 * mm, count, 7, align="right", colour=DIM)
        page.showPage()
    page.save()
    return file.getvalue()


def _head(page: Canvas, sheet: Matrix, as_of: dt.date, known_at: dt.datetime) -> None:
    draw.draw(page, MARGIN, HEIGHT - 14 * mm, _("Qualification matrix"), 14, bold=True)
    question = _("State at the end of %(day)s, as known at %(moment)s") % {
        "day": daydate(as_of),
        "moment": moment(known_at, "zone"),
    }
    draw.draw(page, WIDTH - MARGIN, HEIGHT - 14 * mm, question, 9, align="right")
    x = MARGIN
    for state in STATES:
        if sheet.counts[state]:
            _glyph(page, x + 1.6 * mm, HEIGHT - 20.7 * mm, state)
            x += 5 * mm
            x += draw.draw(page, x, HEIGHT - 21.7 * mm, f"{state_word(state)} {sheet.counts[state]}", 8) + 5 * mm


def _heads_of_columns(page: Canvas, sheet: Matrix) -> None:
    x, y = MARGIN + NAMES, TOP + 17 * mm
    for name, count in sheet.stages:
        size, lines = draw.fit(name, count * CELL - 1.5 * mm, (8, 7), 2)
        if len(lines) > 2:
            size, lines = draw.fit(name, count * CELL - 1.5 * mm, (6, 5.5, 5), 3)
        top = y - 4.4 * mm + (len(lines) - 1) * size * 0.55
        for place, text in enumerate(lines):
            draw.draw(page, x + count * CELL / 2, top - place * size * 1.1, text, size, align="center")
        _rule(page, x, y, x, TOP)
        x += count * CELL
    for place, column in enumerate(sheet.columns):
        x = MARGIN + NAMES + (place + 0.5) * CELL
        draw.draw(page, x, TOP + 6.6 * mm, column.short, 7, bold=True, align="center")
        draw.draw(page, x, TOP + 2.2 * mm, f"v{column.version}" if column.version else "–", 7, align="center")
    draw.draw(page, MARGIN, TOP + 2.2 * mm, _("Person"), 8)
    _rule(page, MARGIN, TOP, _right(sheet), TOP, colour=INK)


def _line(page: Canvas, sheet: Matrix, place: int, y: float) -> None:
    line = sheet.lines[place]
    size, names = draw.fit(line.person.full_name, NAMES * 0.55, (8, 7, 6), 1, bold=True)
    used = draw.draw(page, MARGIN, y + 1.7 * mm, names[0], size, bold=True)
    size, roles = draw.fit(line.roles, NAMES - used - 3 * mm, (6.5, 5.5), 1)
    draw.draw(
        page, MARGIN + used + 1.5 * mm, y + 1.7 * mm, roles[0] + ("…" if len(roles) > 1 else ""), size, colour=DIM
    )
    for column, cell in enumerate(line.cells):
        x = MARGIN + NAMES + column * CELL
        if cell.answer is None:
            continue
        if tint := TINTS.get(GROUNDS.get(cell.state, "")):
            page.setFillColor(tint)
            page.rect(x, y, CELL, ROW, stroke=0, fill=1)
        _glyph(page, x + CELL * 0.34, y + ROW / 2, cell.state)
        draw.draw(
            page, x + CELL * 0.52, y + 1.7 * mm, f"v{cell.held}" if cell.held else "–", 7, colour=COLOURS[cell.state]
        )
    _dots(page, [cell.answer is None for cell in line.cells], y + ROW / 2)
    _rule(page, MARGIN, y, _right(sheet), y)


def _dots(page: Canvas, empty: list[bool], y: float) -> None:
    """Draws a dot in each empty cell, as one dashed line through neighbouring cells: most cells are empty."""
    page.saveState()
    page.setStrokeColor(DIM)
    page.setLineWidth(DOT)
    page.setDash([DOT, CELL - DOT])
    start = 0
    for column in range(len(empty) + 1):
        if column == len(empty) or not empty[column]:
            if column > start:
                left = MARGIN + NAMES + CELL / 2 - DOT / 2
                page.line(left + start * CELL, y, left + (column - 1) * CELL + DOT, y)
            start = column + 1
    page.restoreState()


def _sums(page: Canvas, sheet: Matrix, y: float) -> None:
    draw.draw(page, MARGIN, y + 1.7 * mm, _("Qualified / required"), 7)
    for place, column in enumerate(sheet.columns):
        draw.draw(
            page,
            MARGIN + NAMES + (place + 0.5) * CELL,
            y + 1.7 * mm,
            f"{column.qualified}/{column.required}",
            7,
            bold=True,
            align="center",
        )


def _right(sheet: Matrix) -> float:
    return MARGIN + NAMES + len(sheet.columns) * CELL


def _rule(page: Canvas, x: float, y: float, to_x: float, to_y: float, *, colour: str = LINE) -> None:
    page.setStrokeColor(colour)
    page.setLineWidth(0.5)
    page.line(x, y, to_x, to_y)


def _glyph(page: Canvas, x: float, y: float, state: str) -> None:
    page.saveState()
    page.translate(x, y)
    page.doForm(state)
    page.restoreState()


def _glyphs(page: Canvas) -> None:
    """Defines the state symbols once per file: disc with tick, clock, returning arrow, ring with minus, crossed
    octagon.
    """
    size, half = 1.35 * mm, 2 * mm
    for state in STATES:
        page.beginForm(state, lowerx=-half, lowery=-half, upperx=half, uppery=half)
        page.setStrokeColor(COLOURS[state])
        page.setFillColor(COLOURS[state])
        page.setLineWidth(0.8)
        if state == "valid":
            page.circle(0, 0, size, stroke=0, fill=1)
            page.setStrokeColor("#ffffff")
            page.lines([(-0.6 * mm, 0, -0.15 * mm, -0.5 * mm), (-0.15 * mm, -0.5 * mm, 0.65 * mm, 0.5 * mm)])
        elif state in ("expiring", "expired"):
            page.circle(0, 0, size)
            page.lines([(0, 0.8 * mm, 0, 0), (0, 0, 0.6 * mm, -0.4 * mm)])
            if state == "expired":
                page.line(-size, -size, size, size)
        elif state == "retraining":
            page.arc(-size, -size, size, size, 30, 290)
            page.lines([(size, 0.9 * mm, size, 0), (size, 0.1 * mm, 0.4 * mm, 0.1 * mm)])
        elif state == "not_trained":
            page.circle(0, 0, size)
            page.line(-0.7 * mm, 0, 0.7 * mm, 0)
        else:
            corners = [
                (1.5 * mm * math.cos(math.pi * (k + 0.5) / 4), 1.5 * mm * math.sin(math.pi * (k + 0.5) / 4))
                for k in range(8)
            ]
            path = page.beginPath()
            path.moveTo(*corners[0])
            for corner in corners[1:]:
                path.lineTo(*corner)
            path.close()
            page.drawPath(path, stroke=0, fill=1)
            page.setStrokeColor("#ffffff")
            page.lines([(-0.6 * mm, -0.6 * mm, 0.6 * mm, 0.6 * mm), (-0.6 * mm, 0.6 * mm, 0.6 * mm, -0.6 * mm)])
        page.endForm()
