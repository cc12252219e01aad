"""Parts of a controlled copy: texts side by side, steps on the spine, critical values, warnings, tables, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import segno
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, Paragraph, Table

from core import pdf
from core.numbers import quantity
from sops.reading.reading import Part, Step, Value

INK, DIM, LINE, BLUE, SPINE = "#101f2e", "#566773", "#d4dfe1", "#134770", "#adcce2"
AMBER, AMBER_TINT, AMBER_LINE, AMBER_TEXT = "#efba41", "#fdf1cf", "#e4c379", "#6c450e"
PLUM, PLUM_TINT, SUNKEN = "#961b43", "#fbeaed", "#e8f0f1"
INDENT = 11 * mm
SIZE = 9.5
PAGE_ROOM = 240 * mm  # height of the frame of one page
_MARKUP = re.compile(r"\[\*([^\]\s]{1,8})\]|\^\(([^()]*)\)|_\(([^()]*)\)")

Pictures = Callable[[str], bytes | None]


def words(text: str, language: str, size: float = SIZE, *, bold: bool = False, colour: str = INK) -> Paragraph:
    """Returns one text as a paragraph of its language, with superscripts, subscripts and footnote marks."""
    japanese = language == "ja"
    out, last = "", 0
    text = quantity(text)
    for found in _MARKUP.finditer(text):
        out += pdf.markup(text[last : found.start()], bold=bold, japanese=japanese)
        note, raised, lowered = found.groups()
        tag = "sub" if lowered is not None else "super"
        inner = f"*{note}" if note is not None else (raised if raised is not None else lowered)
        out += f"<{tag}>{pdf.markup(inner, bold=bold, japanese=japanese)}</{tag}>"
        last = found.end()
    out += pdf.markup(text[last:], bold=bold, japanese=japanese)
    return Paragraph(out, pdf.style(size, bold=bold, japanese=japanese, colour=colour))


def duo(text: str, second: str, languages: list[str], width: float, size: float = SIZE) -> Flowable:
    """Returns a text with the same text in the other language beside it."""
    if not second:
        return words(text, languages[0], size)
    return Duo(words(text, languages[0], size), words(second, languages[1], size - 0.5, colour=DIM))


class Duo(Flowable):
    """Two paragraphs side by side with a rule between them; they stay side by side across a page break."""

    SHARE, GUTTER = 0.53, 3.5 * mm

    def __init__(self, left: Paragraph | None, right: Paragraph | None) -> None:
        super().__init__()
        self.left, self.right = left, right

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.columns = (available_width * self.SHARE - self.GUTTER, available_width * (1 - self.SHARE) - self.GUTTER)
        self.heights = [
            part.wrapOn(self.canv, column, available_height)[1] if part else 0.0
            for part, column in zip((self.left, self.right), self.columns, strict=True)
        ]
        self.height = max(self.heights)
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        halves: list[list[Any]] = []
        for part, column, height in zip((self.left, self.right), self.columns, self.heights, strict=True):
            if part is None or height <= available_height:
                halves.append([part, None])
                continue
            pieces = part.splitOn(self.canv, column, available_height)
            if len(pieces) < 2:
                return []
            halves.append(pieces[:2])
        return [Duo(halves[0][0], halves[1][0]), Duo(halves[0][1], halves[1][1])]

    def draw(self) -> None:
        x = self.columns[0] + self.GUTTER
        self.canv.setStrokeColor(HexColor(LINE))
        self.canv.setLineWidth(0.8)
        self.canv.line(x, 0, x, self.height)
        if self.left:
            self.left.drawOn(self.canv, 0, self.height - self.heights[0])
        if self.right:
            self.right.drawOn(self.canv, x + self.GUTTER, self.height - self.heights[1])


class Gap(Flowable):
    """Space between two parts, kept with them."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.width, self.height = 0.0, height

    def wrap(self, *room: float) -> tuple[float, float]:
        return 0.0, self.height

    def draw(self) -> None:
        """Draws nothing."""


class Stack(Flowable):
    """Flowables one below another, indented beside the spine, with the node of the step at the top; breaks between them
    only.
    """

    def __init__(
        self, parts: list[Flowable], *, node: str = "", critical: bool = False, depth: int = 1, spine: bool = True
    ) -> None:
        super().__init__()
        self.parts, self.node, self.critical, self.depth, self.spine = parts, node, critical, depth, spine

    @property
    def indent(self) -> float:
        return INDENT + (self.depth - 1) * 7 * mm

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.inner = available_width - self.indent
        self.heights = [part.wrapOn(self.canv, self.inner, 10_000)[1] for part in self.parts]
        self.width, self.height = available_width, max(sum(self.heights), 8 * mm if self.node else 0)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        if self.node and self.height <= PAGE_ROOM:
            return []  # a step is kept in one piece: it moves to the next page
        used, count = 0.0, 0
        while count < len(self.parts) and used + self.heights[count] <= available_height:
            used += self.heights[count]
            count += 1
        head, tail = self.parts[:count], self.parts[count:]
        if tail and self.heights[count] > available_height - used > 60:
            # the part at the foot of the page is split if possible
            pieces = tail[0].splitOn(self.canv, available_width - self.indent, available_height - used)
            if len(pieces) > 1:
                head, tail = [*head, pieces[0]], [*pieces[1:], *tail[1:]]
        if not head or not tail:
            return []
        return [self._of(head, self.node), self._of(tail, "")]

    def _of(self, parts: list[Flowable], node: str) -> Stack:
        return Stack(parts, node=node, critical=self.critical, depth=self.depth, spine=self.spine)

    def draw(self) -> None:
        page, top = self.canv, self.height
        if self.spine:
            page.setStrokeColor(HexColor(SPINE))
            page.setLineWidth(1)
            page.line(4 * mm, 0, 4 * mm, top)
        if self.node:
            self._draw_node(page, 4 * mm + (self.depth - 1) * 7 * mm, top - 3.6 * mm)
        y = top
        for part, height in zip(self.parts, self.heights, strict=True):
            y -= height
            part.drawOn(page, self.indent, y)

    def _draw_node(self, page: Any, x: float, y: float) -> None:
        radius = 3.3 * mm if self.depth == 1 else 2.6 * mm
        if self.critical:
            page.saveState()
            page.translate(x, y)
            page.rotate(45)
            page.setFillColor(HexColor(AMBER))
            half = radius * 0.86
            page.roundRect(-half, -half, 2 * half, 2 * half, 0.8 * mm, stroke=0, fill=1)
            page.restoreState()
        else:
            page.setFillColor(HexColor("#ffffff"))
            page.setStrokeColor(HexColor(BLUE))
            page.circle(x, y, radius, stroke=1, fill=1)
        colour = "#311d03" if self.critical else BLUE
        pdf.draw(
            page, x, y - 1.1 * mm, self.node, 8 if len(self.node) < 3 else 6.5, bold=True, align="center", colour=colour
        )


def step(of: Step, languages: list[str], width: float, pictures: Pictures) -> Stack:
    """One step: title, both texts, critical values, then its other content."""
    inner = width - INDENT - (of.level - 1) * 7 * mm
    parts: list[Flowable] = []
    if of.title:
        parts.append(
            duo(of.title, of.second_title, languages, inner)
            if not of.text
            else words(of.title, languages[0], 10, bold=True)
        )
    if of.text:
        second = f"{of.second_title}\n{of.second}" if of.second_title and of.second else of.second
        parts.append(duo(of.text, second, languages, inner))
    if of.values:
        parts += [Gap(1.2 * mm), values(of.values, languages, inner)]
    for part in of.parts:
        parts += [Gap(1.5 * mm), block(part, languages, inner, pictures)]
    parts.append(Gap(4 * mm))
    return Stack(parts, node=of.short, critical=of.critical, depth=of.level)


def values(of: list[Value], languages: list[str], width: float) -> Table:
    """The strip of critical parameters; at most three side by side."""
    cells = [
        [
            words(value.name + (f"  {value.second}" if value.second else ""), languages[0], 7.5, colour=AMBER_TEXT),
            words(value.value, languages[0], 12, bold=True),
        ]
        for value in of
    ]
    columns = min(3, len(cells))
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    rows[-1] += [[]] * (columns - len(rows[-1]))
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(AMBER_TINT)),
        ("BOX", (0, 0), (-1, -1), 0.6, HexColor(AMBER_LINE)),
        ("INNERGRID", (0, 0), (-1, -1), 0.6, HexColor(AMBER_LINE)),
        ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(AMBER)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    return Table(rows, colWidths=[width / columns] * columns, style=style)


def block(part: Part, languages: list[str], width: float, pictures: Pictures) -> Flowable:
    """A paragraph, warning, note, list, table or picture."""
    if part.kind == "warning":
        return _warning(part, languages, width)
    if part.kind == "table":
        return _table(part, languages, width)
    if part.kind == "figure":
        return _figure(part, languages, width, pictures)
    if part.kind == "list":
        items: list[Flowable] = []
        for item in part.items:
            mark = "\u00a0" * 4 * (item.level - 1) + "• "
            items += [duo(mark + item.text, item.second and mark + item.second, languages, width), Gap(0.8 * mm)]
        return Bare(items)
    return duo(part.text, part.second, languages, width, SIZE - 0.5 if part.kind == "note" else SIZE)


class Bare(Stack):
    """Flowables one below another without spine or indent."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__(parts, spine=False)

    @property
    def indent(self) -> float:
        return 0.0

    def _of(self, parts: list[Flowable], node: str) -> Stack:
        return Bare(parts)


def _warning(part: Part, languages: list[str], width: float) -> Table:
    grave = part.tone == "warning"
    colour, tint = (PLUM, PLUM_TINT) if grave else (AMBER_TEXT, AMBER_TINT)
    head = part.title or (_("Warning") if grave else _("Caution"))
    second = f"{part.second_title}\n{part.second}" if part.second_title else part.second
    inside = [
        words(head, languages[0], SIZE, bold=True, colour=colour),
        duo(part.text, second, languages, width - 9 * mm),
    ]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(tint)),
        ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(colour)),
        ("LEFTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    return Table([[inside]], colWidths=[width], style=style)


def _table(part: Part, languages: list[str], width: float) -> Flowable:
    taken: set[tuple[int, int]] = set()
    columns = max((sum(cell["colspan"] for cell in row) for row in part.rows), default=1)
    grid: list[list[Any]] = [[[]] * columns for _row in part.rows]
    style: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#b8c7cb")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if part.head_rows:
        style.append(("BACKGROUND", (0, 0), (-1, part.head_rows - 1), HexColor(SUNKEN)))
    for r, row in enumerate(part.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            if c >= columns:
                break
            right, bottom = min(c + cell["colspan"], columns) - 1, min(r + cell["rowspan"], len(part.rows)) - 1
            taken.update((y, x) for y in range(r, bottom + 1) for x in range(c, right + 1))
            inside = [words(cell["text"], languages[0], 8.5, bold=cell["head"])]
            if cell["second"]:
                inside.append(words(cell["second"], languages[-1], 7.5, colour=DIM))
            grid[r][c] = inside
            if (right, bottom) != (c, r):
                style.append(("SPAN", (c, r), (right, bottom)))
            c = right + 1
    table = Table(grid, colWidths=[width / columns] * columns, style=style, repeatRows=part.head_rows)
    caption = " ".join(filter(None, [part.text, part.second]))
    return Bare([words(caption, languages[0], 8.5, bold=True), Gap(1 * mm), table]) if caption else table


def _figure(part: Part, languages: list[str], width: float, pictures: Pictures) -> Flowable:
    inside: list[Flowable] = []
    data = pictures(part.image) if part.image else None
    if data:
        image = Image(io.BytesIO(data))
        scale = min(1.0, width / image.imageWidth, 120 * mm / image.imageHeight)
        image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
        image.hAlign = "LEFT"
        inside += [image, Gap(1 * mm)]
    elif part.alt:
        inside.append(words(part.alt, languages[0], 8.5, colour=DIM))
    caption = " ".join(filter(None, [part.text, part.second]))
    if caption:
        inside.append(words(caption, languages[0], 8.5))
    return Bare(inside)


class Qr(Flowable):
    """A QR code, quiet zone included."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self.text, self.width, self.height = text, size, size

    def wrap(self, *room: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        matrix = segno.make(self.text, error="m", micro=False).matrix
        unit = self.width / (len(matrix) + 4)
        self.canv.setFillColor(HexColor("#ffffff"))
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self.canv.setFillColor(HexColor(INK))
        for row, line in enumerate(matrix):
            for column, dark in enumerate(line):
                if dark:
                    self.canv.rect((column + 2) * unit, self.height - (row + 3) * unit, unit, unit, stroke=0, fill=1)
