"""The controlled copy: A4, title block, the document in one or two languages, signatures at the end, status on every
page.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table
from reportlab.platypus.flowables import CondPageBreak

from core import pdf
from core.days import moment
from core.labels import sign_method
from core.pdf.faces import LATIN, face
from sops.pdf.parts import DIM, INK, LINE, Gap, Pictures, Qr, block, step, words
from sops.reading.reading import Reading
from staff.models import Signature

LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 16 * mm, 24 * mm, 24 * mm
WIDTH = A4[0] - LEFT - RIGHT
GREEN, PLUM, AMBER_TINT, BLUE = "#146457", "#961b43", "#fdf1cf", "#134770"
BANDS = {
    "effective": (GREEN, "#ffffff"),
    "superseded": ("#e8f0f1", INK),
    "withdrawn": (PLUM, "#ffffff"),
    "approved": ("#e0eef8", BLUE),
}


@dataclass
class Copy:
    """Content of the printed copy. `watermark` is empty on a copy of the version in force."""

    number: str
    version: str
    state: str
    band: str
    head: str
    reading: Reading
    cells: list[tuple[str, str]]
    signatures: list[Signature]
    url: str
    printed_by: str
    printed_at: dt.datetime
    valid_until: dt.datetime
    watermark: str = ""
    notice: str = ""  # at the foot of every page, above everything else there
    sha256: str = ""
    pictures: Pictures = field(default=lambda key: None)


def draw_copy(of: Copy) -> bytes:
    """Returns the PDF. Raises core.pdf.GlyphMissing for a character missing in our fonts."""
    face(LATIN[False])
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        leftMargin=LEFT,
        rightMargin=RIGHT,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title=f"{of.number} {of.version} · {of.reading.title}",
        author="Mescells",
        creator="Mescells",
        lang=get_language() or "vi",
        initialFontName=LATIN[False],
    )
    frame = Frame(
        LEFT, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda page, _document: _dress(page, of)))
    document.build(_story(of), canvasmaker=_numbered(of))
    return file.getvalue()


def _story(of: Copy) -> list[Flowable]:
    reading, languages = of.reading, of.reading.languages
    fill, ink = BANDS.get(of.state, BANDS["superseded"])
    titles: list[Flowable] = [words(reading.title, languages[0], 16, bold=True)]
    if reading.second_title:
        titles.append(words(reading.second_title, languages[1], 10, colour=DIM))
    check = [Qr(of.url, 22 * mm), words(_("Check this print"), "vi", 7, colour=DIM)]
    story: list[Flowable] = [
        Table(
            [[titles, check]],
            colWidths=[WIDTH - 24 * mm, 24 * mm],
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_tight()],
        ),
        Gap(2 * mm),
        Table(
            [[words(of.band, "vi", 10.5, bold=True, colour=ink)]],
            colWidths=[WIDTH],
            style=[
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(fill)),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ],
        ),
        Gap(2 * mm),
        _title_block(of.cells),
        Gap(6 * mm),
    ]
    for section in reading.sections:
        if section.id:
            story += [CondPageBreak(35 * mm), _heading(section, languages), Gap(3 * mm)]
        for part in section.lead:
            story += [block(part, languages, WIDTH, of.pictures), Gap(3 * mm)]
        story += [step(one, languages, WIDTH, of.pictures) for one in section.steps]
        story.append(Gap(3 * mm))
    for note in reading.footnotes:
        text = f"*{note.title}  {note.text}" + (f"  {note.second}" if note.second else "")
        story += [words(text, languages[0], 8, colour=DIM), Gap(1 * mm)]
    return [*story, *_signatures(of)]


def _tight() -> list[Any]:
    return [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]


def _heading(section: Any, languages: list[str]) -> Flowable:
    title = [
        words(
            f"{section.label}. {section.title}" if section.label else section.title,
            languages[0],
            12 if section.level == 1 else 10.5,
            bold=True,
        )
    ]
    if section.second_title:
        title.append(words(section.second_title, languages[1], 8.5, colour=DIM))
    line = [("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor(LINE))] if section.level == 1 else []
    return Table([[title]], colWidths=[WIDTH], style=[*_tight(), ("BOTTOMPADDING", (0, 0), (-1, -1), 4), *line])


def _title_block(cells: list[tuple[str, str]]) -> Table:
    """Labelled cells, three in a row, as on controlled documents of both countries."""
    drawn: list[Any] = [[words(label, "vi", 7.5, colour=DIM), words(text, "vi", 9, bold=True)] for label, text in cells]
    drawn += [[]] * (-len(drawn) % 3)
    rows = [drawn[start : start + 3] for start in range(0, len(drawn), 3)]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.6, HexColor("#b8c7cb")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    return Table(rows, colWidths=[WIDTH / 3] * 3, style=style)


def _signatures(of: Copy) -> list[Flowable]:
    """Name, role, meaning, date, time, zone and method of each signature (R-36); then what was signed."""
    rows: list[Any] = [
        [
            words(text, "vi", 8, bold=True)
            for text in (_("Full name"), _("Role"), _("Meaning of the signature"), _("Signed"))
        ]
    ]
    rows += [
        [
            words(signature.printed_name, "vi", 8.5, bold=True),
            words(signature.printed_role, "vi", 8),
            words(signature.get_meaning_display(), "vi", 8),
            words(f"{moment(signature.signed_at, 'zone')} · {sign_method(signature.method)}", "vi", 8),
        ]
        for signature in of.signatures
    ]
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, HexColor(INK)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
    table = Table(rows, colWidths=[WIDTH * share for share in (0.24, 0.22, 0.27, 0.27)], style=style, repeatRows=1)
    seal = words(_("SHA-256 of the signed content: %(hash)s") % {"hash": of.sha256}, "vi", 7, colour=DIM)
    return [
        CondPageBreak(45 * mm),
        Gap(4 * mm),
        words(_("Signatures of release"), "vi", 12, bold=True),
        Gap(2 * mm),
        table,
        Gap(2 * mm),
        seal,
    ]


def _dress(page: Canvas, of: Copy) -> None:
    """Draws header, footer and watermark of every page; the page number once the count is known."""
    page.saveState()
    if of.watermark:
        page.saveState()
        page.translate(A4[0] / 2, A4[1] / 2)
        page.rotate(32)
        size = 62.0
        while pdf.width(of.watermark, size, bold=True) > 210 * mm:
            size -= 2
        pdf.draw(page, 0, -size / 3, of.watermark, size, bold=True, align="center", colour="#dfe5e6")
        page.restoreState()
    y = A4[1] - 14 * mm
    pdf.draw(page, LEFT, y, "Mescells", 8)
    pdf.draw(page, A4[0] - RIGHT, y, of.head, 8, bold=True, align="right")
    foot = _("Uncontrolled print · counts on the day of printing only")
    if of.notice:
        pdf.draw(page, LEFT, 17.5 * mm, of.notice, 7, bold=True, colour=PLUM)
    pdf.draw(page, LEFT, 13 * mm, foot, 8)
    made = _("Printed %(at)s by %(name)s · counts until %(until)s") % {
        "at": moment(of.printed_at, "zone"),
        "name": of.printed_by,
        "until": moment(of.valid_until),
    }
    pdf.draw(page, LEFT, 9 * mm, made, 6.5, colour=DIM)
    page.restoreState()


def _numbered(of: Copy) -> type[Canvas]:
    """Returns a canvas that keeps its pages until their number is known, for `page x/y`."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._held, 1):
                self.__dict__.update(page)
                text = _("Page %(number)s/%(total)s") % {"number": number, "total": len(self._held)}
                pdf.draw(self, A4[0] - RIGHT, 13 * mm, text, 8, align="right")
                super().showPage()
            super().save()

    return Numbered
