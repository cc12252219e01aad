"""What both certificates are made of: the band with the evidence spine down to the QR, the head, the signature."""

from __future__ import annotations

import datetime as dt
import functools
import io
import math
from typing import Any

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import pdf as draw

INK, BLUE, GREEN, TINT, LINE, DIM, VERMILION = (
    "#101f2e",
    "#134770",
    "#025044",
    "#eaf5f2",
    "#bcdcd3",
    "#4c5d6b",
    "#c64326",
)


def long_day(text: str) -> str:
    """A frozen ISO date as `ngày 15 tháng 6 năm 2026`; days and January, February with a nought,
    so that none can be put before them.
    """
    date = dt.date.fromisoformat(text)
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"ngày {date.day:02} tháng {month} năm {date.year}"


def qr(page: Canvas, text: str, x: float, y: float, size: float) -> None:
    """A QR code of `text` with its lower left corner at (x, y), black on white, quiet zone included in `size`."""
    # The mask is fixed: weighing all eight costs as much as the rest of the page, and a reader undoes any of them.
    matrix = segno.make(text, error="m", micro=False, mask=3).matrix
    count = len(matrix)
    unit = size / (count + 4)
    strokes = [f"q {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y:.3f} cm 1 g 0 0 {count + 4} {count + 4} re f 0 g"]
    for row, cells in enumerate(matrix):
        column = 0
        while column < count:
            start = column
            while column < count and cells[column]:
                column += 1
            if column > start:
                strokes.append(f"{start + 2} {count + 1 - row} {column - start} 1 re")
            column += 1
    page._code.append("\n".join([*strokes, "f Q"]))


def band(page: Canvas, payload: dict[str, Any], width: float, height: float) -> None:
    """The tinted band at the left: sign, spine with one node per piece of evidence, QR and check code at its foot."""
    page._code.append(_band_graphics(width, height))
    x, top, qr_size = width * 0.24, height - 28 * mm, min(width - 12 * mm, 30 * mm)
    foot = 11 * mm + qr_size + 8 * mm
    nodes = payload["evidence"]
    for place, node in enumerate(nodes):
        y = top - (place + 0.7) * (top - foot) / (len(nodes) + 0.2)
        page.setStrokeColor(BLUE)
        page.setFillColorRGB(1, 1, 1)
        page.setLineWidth(1.5)
        page.circle(x, y, 3.6, stroke=1, fill=1)
        room = width - x - 6 * mm
        draw.draw(page, x + 9, y + 3, node["label"], 7.5, colour=DIM)
        size, lines = draw.fit(node["value"], room, (9.5, 8.5, 7.5), 2, bold=True)
        for line, text in enumerate(lines[:2]):
            draw.draw(page, x + 9, y - 8 - line * size * 1.3, text, size, bold=True)
    left = x - 3.6
    qr(page, payload["url"], left, 17 * mm, qr_size)
    for y, text, sizes, bold in (
        (12.2 * mm, payload["host"], (7.5, 6.5, 6, 5.5, 5), False),
        (7.6 * mm, payload["code"], (9, 8.5, 8), True),
    ):
        size, lines = draw.fit(text, width - left - 2 * mm, sizes, 1, bold=bold)
        draw.draw(page, left, y, lines[0], size, bold=bold, colour=INK if bold else DIM)


@functools.cache
def _band_graphics(width: float, height: float) -> str:
    """Operators of all that is the same on every certificate, drawn once per process."""
    page = Canvas(io.BytesIO(), pagesize=(width, height), pageCompression=0)
    before = len(page._code)
    page.saveState()
    clip = page.beginPath()
    clip.rect(0, 0, width, height)
    page.clipPath(clip, stroke=0, fill=0)
    page.setFillColor(TINT)
    page.rect(0, 0, width, height, stroke=0, fill=1)
    x, y = width * 0.24, height - 17 * mm
    page.setStrokeColor(LINE)
    page.setLineWidth(0.35)
    for step in range(36):
        page.saveState()
        page.translate(x, y)
        page.rotate(step * 5)
        page.ellipse(-width * 0.93, -width * 0.235, width * 0.93, width * 0.235, stroke=1, fill=0)
        page.restoreState()
    page.setFillColor(TINT)
    page.circle(x, y, 8.5 * mm, stroke=0, fill=1)
    page.setStrokeColor(BLUE)
    page.setLineWidth(1.8)
    page.line(x, y - 5.6 * mm, x, 17 * mm + min(width - 12 * mm, 30 * mm) + 1 * mm)
    page.setLineWidth(2.2)
    page.circle(x, y, 3.4 * mm, stroke=1, fill=0)
    page.line(x, y + 3.6 * mm, x, y + 5.6 * mm)
    page.line(x, y - 3.6 * mm, x, y - 5.6 * mm)
    page.setFillColor(BLUE)
    page.circle(x + 0.9 * mm, y + 0.7 * mm, 1.3 * mm, stroke=0, fill=1)
    page.restoreState()
    return "\n".join(page._code[before:])


def state_motto(page: Canvas, x: float, y: float, size: float, align: Any = "center") -> None:
    """The two lines every legal Vietnamese document opens with, the second underlined."""
    draw.draw(page, x, y, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size, bold=True, align=align)
    width = draw.draw(page, x, y - size * 1.45, "Độc lập – Tự do – Hạnh phúc", size, bold=True, align=align)
    start = x - width / 2 if align == "center" else x - width
    page.setStrokeColor(INK)
    page.setLineWidth(0.6)
    page.line(start, y - size * 1.75, start + width, y - size * 1.75)


def signature(page: Canvas, payload: dict[str, Any], x: float, y: float, room: float) -> float:
    """Place and date, title of the signer (a deputy signs KT.), name stamp, name, time of the seal; centred at `x`,
    from `y` down.

    Returns the last baseline.
    """
    signer = payload["signer"]
    draw.draw(page, x, y, f"{payload['issuer']['place']['vi']}, {long_day(payload['issued_on'])}", 10, align="center")
    for line in [
        *([signer["on_behalf"]] if signer["on_behalf"] else []),
        *draw.wrap(signer["title"], 10.5, room, bold=True),
    ]:
        y -= 15
        draw.draw(page, x, y, line, 10.5, bold=True, align="center")
    y -= 36
    _stamp(page, signer["stamp"], x, y)
    size, lines = draw.fit(signer["name"], room, (11, 10, 9, 8), 2, bold=True)
    y -= 18
    for line in lines:
        draw.draw(page, x, y, line, size, bold=True, align="center")
        y -= size * 1.4
    y -= 1
    draw.draw(page, x, y, f"Ký số {payload['signed_text']}", 8, align="center", colour=DIM)
    return y


def _stamp(page: Canvas, text: str, x: float, y: float) -> None:
    """The rectangular name stamp; decoration only, never the round seal of a legal entity."""
    if not text:
        return
    width, height = max(38.0, draw.width(text, 9, bold=True) + 14), 22
    page.saveState()
    page.translate(x, y + height / 2)
    page.rotate(math.degrees(-0.04))
    page.setStrokeColor(VERMILION)
    page.setLineWidth(1.1)
    page.roundRect(-width / 2, -height / 2, width, height, 1.5, stroke=1, fill=0)
    draw.draw(page, 0, -3.2, text, 9, bold=True, align="center", colour=VERMILION)
    page.restoreState()
