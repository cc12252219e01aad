"""Lines and paragraphs: measured, broken the Vietnamese and the Japanese way, made smaller before they overflow."""

from __future__ import annotations

import functools
from html import escape
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.pdf.faces import KANJI, LATIN, SERIF, face, runs

Align = Literal["left", "center", "right"]
_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
# Kinsoku: what may not begin, and what may not end, a Japanese line.
_NOT_FIRST = "、。，．・：；？！ー々〉》」』】〕）］｝ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％℃…"
_NOT_LAST = "（「『【〔〈《［｛"


@functools.lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False, serif: bool = False, japanese: bool = False) -> float:
    """Width of one line in points."""
    return sum(stringWidth(run.text, run.font, size) for run in runs(text, bold=bold, serif=serif, japanese=japanese))


def wrap(
    text: str, size: float, room: float, *, bold: bool = False, serif: bool = False, japanese: bool = False
) -> list[str]:
    """`text` as lines no wider than `room` points; a word longer than the room is broken, never let out.

    Our fonts are set without kerning, so the width of a line is the sum of its words'.
    """
    measure = functools.partial(width, size=size, bold=bold, serif=serif, japanese=japanese)
    space = measure(" ")
    lines: list[str] = []
    for part in text.split("\n"):
        line, used = "", 0.0
        for piece in _pieces(part):
            bare = piece.rstrip(" ")
            wide = measure(bare)
            if line and used + wide > room:
                lines.append(line.rstrip(" "))
                line, used = "", 0.0
            while wide > room and len(bare) > 1:
                keep = next(n for n in range(len(bare) - 1, 0, -1) if n == 1 or measure(bare[:n]) <= room)
                lines.append(bare[:keep])
                bare, piece = bare[keep:], piece[keep:]
                wide = measure(bare)
            line += piece
            used += wide + space * (len(piece) - len(bare))
        lines.append(line.rstrip(" "))
    return lines


def fit(
    text: str,
    room: float,
    sizes: tuple[float, ...],
    lines: int,
    *,
    bold: bool = False,
    serif: bool = False,
    japanese: bool = False,
) -> tuple[float, list[str]]:
    """The largest of `sizes`

    (descending) at which `text` takes at most `lines` lines, and those lines; else the smallest.
    """
    broken: list[str] = []
    for size in sizes:
        broken = wrap(text, size, room, bold=bold, serif=serif, japanese=japanese)
        if len(broken) <= lines:
            return size, broken
    return sizes[-1], broken


def draw(
    page: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    serif: bool = False,
    japanese: bool = False,
    align: Align = "left",
    colour: str = "#101f2e",
) -> float:
    """One line with its baseline at `y`, at, around or before `x`. Returns its width in points."""
    pieces = runs(text, bold=bold, serif=serif, japanese=japanese)
    widths = [stringWidth(run.text, run.font, size) for run in pieces]
    total = sum(widths)
    x -= total * {"left": 0, "center": 0.5, "right": 1}[align]
    page.setFillColor(_colour(colour))
    for run, run_width in zip(pieces, widths, strict=True):
        page.setFont(run.font, size)
        page.drawString(x, y, run.text)
        x += run_width
    return total


def markup(text: str, *, bold: bool = False, japanese: bool = False) -> str:
    """`text` as ReportLab paragraph markup, escaped, each run in its font; line breaks kept."""
    lines = (
        "".join(
            f'<font name="{run.font}">{escape(run.text)}</font>' for run in runs(line, bold=bold, japanese=japanese)
        )
        for line in text.split("\n")
    )
    return "<br/>".join(lines)


@functools.cache
def style(
    size: float = 10,
    *,
    bold: bool = False,
    japanese: bool = False,
    align: Align = "left",
    colour: str = "#101f2e",
    leading: float = 0,
) -> ParagraphStyle:
    """A paragraph style: leading 1.45, Japanese 1.6 with Japanese line breaking."""
    name = KANJI[bold] if japanese else LATIN[bold]
    for needed in (*LATIN.values(), *KANJI.values(), SERIF):
        face(needed)
    return ParagraphStyle(
        f"{name}-{size}-{align}-{colour}-{leading}",
        fontName=name,
        fontSize=size,
        leading=leading or size * (1.6 if japanese else 1.45),
        alignment=_ALIGN[align],
        textColor=_colour(colour),
        wordWrap="CJK" if japanese else None,
        splitLongWords=1,
    )


def paragraph(
    text: str,
    size: float = 10,
    *,
    bold: bool = False,
    japanese: bool = False,
    align: Align = "left",
    colour: str = "#101f2e",
) -> Paragraph:
    """A platypus paragraph of plain text in any of our languages."""
    return Paragraph(
        markup(text, bold=bold, japanese=japanese),
        style(size, bold=bold, japanese=japanese, align=align, colour=colour),
    )


@functools.cache
def _colour(value: str) -> Color:
    return HexColor(value)


def _pieces(text: str) -> list[str]:
    """What a line may be broken between: words with the space after them, and single Japanese characters."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else ""
        if not last:
            pieces.append(char)
        elif (
            char == " "
            or char in _NOT_FIRST
            or last[-1] in _NOT_LAST
            or not (last[-1] == " " or _wide(char) or _wide(last[-1]))
        ):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
