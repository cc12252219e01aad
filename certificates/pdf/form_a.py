"""Form A: Thông tư 32/2023/TT-BYT, Phụ lục II. A4 portrait; the legal block in its frame, everything else outside
(domain (g) 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certificates.words import hours_text, in_words
from core import pdf
from core.days import vietnamese_day
from core.pdf import parts
from core.pdf.parts import DIM, INK, LINE

SIZE = A4
WIDTH, HEIGHT = A4
BAND = 38 * mm
LEFT, RIGHT, TOP, FOOT = BAND + 7 * mm, WIDTH - 9 * mm, HEIGHT - 10 * mm, 44 * mm
INNER_LEFT, INNER_RIGHT = LEFT + 6 * mm, RIGHT - 6 * mm
ROOM, MIDDLE = INNER_RIGHT - INNER_LEFT, (INNER_LEFT + INNER_RIGHT) / 2
SIGNATURE_HEIGHT = 49 * mm
COLUMNS = (
    ("STT", 0.07),
    ("Hình thức", 0.17),
    ("Nội dung", 0.30),
    ("Đơn vị/cá nhân chịu trách nhiệm", 0.19),
    ("Thời gian", 0.15),
    ("Số giờ tín chỉ", 0.12),
)
# (font size, line spacing): generous where there is space, small before it overflows
SCALES = ((1, 1.3), (1, 1.15), (1, 1), (0.92, 1), (0.84, 1), (0.76, 1), (0.68, 1), (0.6, 1))


def draw(page: Canvas, payload: dict[str, Any]) -> None:
    """The whole sheet."""
    parts.band(page, payload, BAND, HEIGHT)
    page.setStrokeColor(LINE)
    page.setLineWidth(0.8)
    page.rect(LEFT, FOOT, RIGHT - LEFT, TOP - FOOT, stroke=1, fill=0)
    y = _title(page, _head(page, payload))
    bottom = FOOT + SIGNATURE_HEIGHT
    scale, spread = next((found for found in SCALES if _Body(None, *found).draw(payload, y) >= bottom), SCALES[-1])
    _Body(page, scale, spread).draw(payload, y)
    parts.signature(page, payload, INNER_LEFT + ROOM * 0.72, bottom - 5 * mm, ROOM * 0.56)
    _other_languages(page, payload)


def _head(page: Canvas, payload: dict[str, Any]) -> float:
    """Draws, left, superior body, institution and number; right, the two lines of the state. Returns the lower
    baseline.
    """
    left, right = INNER_LEFT + ROOM * 0.235, INNER_LEFT + ROOM * 0.755
    start = y = TOP - 11 * mm
    parts.state_motto(page, right, start, 8.6)
    for text, bold in ((payload["issuer"]["parent"]["vi"], False), (payload["issuer"]["name"]["vi"], True)):
        size, lines = pdf.fit(text.upper(), ROOM * 0.46, (8.6, 8, 7.4, 6.8), 3, bold=bold)
        for line in lines:
            pdf.draw(page, left, y, line, size, bold=bold, align="center")
            y -= size * 1.42
    pdf.draw(page, left, y - 4, f"Số: {payload['number']}", 9, align="center")
    return min(y - 4, start - 26)


def _title(page: Canvas, y: float) -> float:
    y -= 15 * mm
    pdf.draw(page, MIDDLE, y, "GIẤY CHỨNG NHẬN", 22, bold=True, align="center")
    for line in ("THAM GIA CẬP NHẬT KIẾN THỨC Y KHOA LIÊN TỤC", "TRONG KHÁM BỆNH, CHỮA BỆNH"):
        y -= 17
        pdf.draw(page, MIDDLE, y - 3, line, 11.5, bold=True, align="center")
    return y - 11 * mm


@dataclass
class _Body:
    """The text between title and signature; without a page it only measures."""

    page: Canvas | None
    scale: float
    spread: float
    y: float = 0

    def draw(self, payload: dict[str, Any], y: float) -> float:
        """Draw from `y` down; returns where it ends."""
        self.y = y
        person, activities = payload["person"], payload["activities"]
        self.line(
            f"Chứng nhận: {person['address'] or 'Ông/Bà'}", f"{person['title']} {person['name']}".strip(), size=14
        )
        born = (
            ("Sinh ngày", vietnamese_day(person["born_on"]))
            if person["born_on"]
            else ("Sinh năm", str(person["born_year"] or ""))
        )
        if born[1]:
            self.line(f"{born[0]}:", born[1])
        self.line("Đơn vị công tác:", person["workplace"])
        self.y -= 4 * self.scale * self.spread
        self.line("Đã hoàn thành cập nhật kiến thức y khoa liên tục với các nội dung sau:", "")
        if len(activities) == 1:
            self.one(activities[0])
        else:
            self.table(activities, payload["hours"])
        self.y -= 4 * self.scale * self.spread
        period = f"từ ngày {vietnamese_day(payload['from'])} đến ngày {vietnamese_day(payload['to'])}"
        self.sum_line(
            f"Tổng số tiết đào tạo liên tục {period}:", f"{hours_text(Decimal(payload['hours']))} giờ tín chỉ"
        )
        return self.y

    def one(self, activity: dict[str, Any]) -> None:
        """Draws a single activity as lines, with its hours in words."""
        hours = Decimal(activity["hours"])
        self.line("Hình thức:", activity["form"])
        self.line("Nội dung:", activity["titles"]["vi"])
        self.line("Đơn vị/cá nhân chịu trách nhiệm:", activity["responsible"])
        self.line("Thời gian:", f"từ ngày {vietnamese_day(activity['from'])} đến ngày {vietnamese_day(activity['to'])}")
        if activity["periods"]:
            self.line("Số tiết:", hours_text(Decimal(activity["periods"])))
        self.line("Quy đổi tương đương:", f"{hours_text(hours)} giờ tín chỉ ({in_words(hours)} giờ tín chỉ)")

    def line(self, label: str, value: str, size: float = 11) -> None:
        """Draws `label value`, the value bold on the same line if it fits, else wrapped below its beginning."""
        size *= self.scale
        gap = size * 1.62 * self.spread
        indent = pdf.width(label + " ", 11 * self.scale) if value else 0
        lines = pdf.wrap(value, size, ROOM - indent, bold=True) if value else []
        if len(lines) > 2 and indent > ROOM * 0.3:
            indent, lines = 0, ["", *pdf.wrap(value, size, ROOM, bold=True)]
        for place, label_line in enumerate([label] if value else pdf.wrap(label, 11 * self.scale, ROOM)):
            self.text(INNER_LEFT, self.y - place * gap, label_line, 11 * self.scale)
            self.y -= gap if place else 0
        for place, text in enumerate(lines or [""]):
            self.text(INNER_LEFT + indent, self.y, text, size, bold=True)
            self.y -= gap if place == len(lines or [""]) - 1 else size * 1.4

    def sum_line(self, label: str, value: str) -> None:
        """Draws label and value on one line, in a smaller size until they fit."""
        sizes = [11 * self.scale, 11, 10.5, 10, 9.5, 9, 8]
        size = next(
            (size for size in sizes if pdf.width(f"{label} ", size) + pdf.width(value, size, bold=True) <= ROOM),
            sizes[-1],
        )
        self.text(INNER_LEFT, self.y, label, size)
        self.text(INNER_LEFT + pdf.width(f"{label} ", size), self.y, value, size, bold=True)
        self.y -= size * 1.62 * self.spread

    def table(self, activities: list[dict[str, Any]], total: str) -> None:
        """Draws several activities: the table of the form, with the total in its last row."""
        size, widths = 8.4 * self.scale, [share * ROOM for _name, share in COLUMNS]
        self.row([name for name, _share in COLUMNS], widths, size, bold=True)
        for number, activity in enumerate(activities, 1):
            period = " – ".join(dict.fromkeys([vietnamese_day(activity["from"]), vietnamese_day(activity["to"])]))
            hours = hours_text(Decimal(activity["hours"]))
            self.row(
                [str(number), activity["form"], activity["titles"]["vi"], activity["responsible"], period, hours],
                widths,
                size,
            )
        self.row(["Tổng cộng", hours_text(Decimal(total))], [sum(widths[:-1]), widths[-1]], size, bold=True)
        self.y -= 14 * self.scale

    def row(self, cells: list[str], widths: list[float], size: float, *, bold: bool = False) -> None:
        broken = [pdf.wrap(cell, size, width - 6, bold=bold) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, broken)) * size * 1.4 + 5
        x, top = INNER_LEFT, self.y + size * 1.1
        for lines, width in zip(broken, widths, strict=True):
            if self.page:
                self.page.setStrokeColor(INK)
                self.page.setLineWidth(0.5)
                self.page.rect(x, top - height, width, height, stroke=1, fill=0)
            centred = bold or width < ROOM * 0.14
            for place, text in enumerate(lines):
                y = top - 3 - size - place * size * 1.4
                self.text(x + (width / 2 if centred else 3), y, text, size, bold=bold, centred=centred)
            x += width
        self.y -= height

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False, centred: bool = False) -> None:
        if self.page and text:
            pdf.draw(self.page, x, y, text, size, bold=bold, align="center" if centred else "left")


def _other_languages(page: Canvas, payload: dict[str, Any]) -> None:
    """Draws, below the legal block, its content in Japanese and English, and how to check it."""
    y = FOOT - 6 * mm
    hours, titles = payload["hours"], payload["activities"][0]["titles"]
    more = len(payload["activities"]) - 1
    english = (
        f"Continuing medical education: {titles['en']}"
        + (f" and {more} more" if more else "")
        + f", {hours} credit hours"
    )
    japanese = f"医学知識の継続的更新：{titles['ja']}" + (f" ほか{more}件" if more else "") + f"（{hours}単位時間）"
    checks = f"Kiểm tra / 確認 / Check: {payload['host']} · {payload['code']}"
    decision = (
        f"Quyết định cấp số {payload['decision']['number']} ngày {vietnamese_day(payload['decision']['on'])}."
        if payload["decision"]["number"]
        else ""
    )
    for text, is_japanese, colour in (
        (japanese, True, INK),
        (english, False, INK),
        (" ".join(filter(None, (decision, checks))), False, DIM),
    ):
        size, lines = pdf.fit(text, RIGHT - LEFT, (8.5, 7.8, 7, 6.2), 2, japanese=is_japanese)
        for line in lines[:3]:
            pdf.draw(page, LEFT, y, line, size, japanese=is_japanese, colour=colour)
            y -= size * 1.45
        y -= 2
    if payload["note"]:
        size, lines = pdf.fit(payload["note"], RIGHT - LEFT, (7, 6), 2)
        for line in lines:
            pdf.draw(page, LEFT, y, line, size, colour=DIM)
            y -= size * 1.4
