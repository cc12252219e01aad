"""The institution's own certificate of training or competence: one A4 landscape sheet, as drawn in the design
(screen 4).
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import pdf
from core.days import vietnamese_day
from core.pdf import parts
from core.pdf.parts import BLUE, DIM, GREEN, INK

SIZE = landscape(A4)
WIDTH, HEIGHT = SIZE
BAND = 74 * mm
LEFT, RIGHT = BAND + 16 * mm, WIDTH - 16 * mm
ROOM = RIGHT - LEFT


def draw(page: Canvas, payload: dict[str, Any]) -> None:
    """Draws the whole sheet."""
    parts.band(page, payload, BAND, HEIGHT)
    _head(page, payload)
    y = _title(page, payload)
    y = _person(page, payload, y)
    _subject(page, payload, y)
    parts.signature(page, payload, RIGHT - 34 * mm, 53 * mm, 72 * mm)
    _other_languages(page, payload)


def _head(page: Canvas, payload: dict[str, Any]) -> None:
    start = y = HEIGHT - 17 * mm
    parts.state_motto(page, RIGHT, start, 9, align="right")
    size, lines = pdf.fit(payload["issuer"]["name"]["vi"], ROOM * 0.46, (9.5, 8.5, 7.5), 3, bold=True)
    for line in lines:
        pdf.draw(page, LEFT, y, line, size, bold=True)
        y -= size * 1.45
    pdf.draw(page, LEFT, y, f"Số: {payload['number']}", 9)


def _title(page: Canvas, payload: dict[str, Any]) -> float:
    y = HEIGHT - 56 * mm
    pdf.draw(page, LEFT, y, payload["heading"], 29, serif=True, colour=BLUE)
    y -= 18
    pdf.draw(page, LEFT, y, payload["subheading"], 11.5, bold=True, colour=GREEN)
    return y


def _person(page: Canvas, payload: dict[str, Any], y: float) -> float:
    person = payload["person"]
    y -= 26
    pdf.draw(page, LEFT, y, f"Chứng nhận {person['title'] or person['address'] or 'Ông/Bà'}", 10.5)
    size, lines = pdf.fit(person["name"], ROOM, (26, 23, 20, 17, 14), 1, serif=True)
    for line in lines:
        y -= size * 1.35
        pdf.draw(page, LEFT, y, line, size, serif=True)
    details = " · ".join(
        filter(
            None,
            (person["kanji"], person["licence"] and f"Giấy phép hành nghề {person['licence']}", person["workplace"]),
        )
    )
    if details:
        size, lines = pdf.fit(details, ROOM, (10, 9, 8), 2)
        y -= 3
        for line in lines:
            y -= size * 1.5
            pdf.draw(page, LEFT, y, line, size)
    return y


def _subject(page: Canvas, payload: dict[str, Any], y: float) -> None:
    """Draws what the person is qualified for, from when, until when."""
    y -= 24
    pdf.draw(page, LEFT, y, payload["statement"], 10.5)
    size, lines = pdf.fit(payload["subject"]["titles"]["vi"], ROOM, (14, 13, 12, 11, 10), 2, bold=True)
    for line in lines:
        y -= size * 1.5
        pdf.draw(page, LEFT, y, line, size, bold=True)
    y -= 17
    until = f", có giá trị đến hết ngày {vietnamese_day(payload['valid_to'])}" if payload["valid_to"] else ""
    pdf.draw(
        page, LEFT, y, f"{payload['subject']['reference']}, từ ngày {vietnamese_day(payload['from'])}{until}", 10.5
    )


def _other_languages(page: Canvas, payload: dict[str, Any]) -> None:
    y, room = 33 * mm, ROOM - 78 * mm
    titles = payload["subject"]["titles"]
    for text, japanese, colour, rows in (
        (f"力量証明：{titles['ja']}", True, INK, 2),
        (f"Certificate of competence: {titles['en']}", False, INK, 2),
        (payload["note"], False, DIM, 1),
    ):
        if not text:
            continue
        size, lines = pdf.fit(text, room, (8.5, 7.5, 6.5), rows, japanese=japanese)
        for line in lines[:3]:
            pdf.draw(page, LEFT, y, line, size, japanese=japanese, colour=colour)
            y -= size * 1.5
        y -= 3
