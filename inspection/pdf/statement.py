"""The printed statement of an evidence pack: question, answer, reasons, chain of proof, signatures; sealed."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certificates.seal import sealing as seal
from core import pdf as draw
from core.days import daydate, moment
from core.labels import sign_method, state_word
from core.pdf.parts import BLUE, DIM, GREEN, INK, LINE

LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 18 * mm, 20 * mm, 20 * mm
ROOM = A4[0] - LEFT - RIGHT


class _Sheet:
    """A cursor that moves down the page and starts the next page when no room is left."""

    def __init__(self, file: io.BytesIO, context: dict[str, Any]) -> None:
        found = context["found"]
        self.foot = f"{found.person.full_name} · {found.sop.number} · {daydate(found.as_of)}"
        title = f"{_('Statement of qualification')}: {self.foot}"
        self.page: Canvas = draw.canvas(file, title=title, author="Mescells", subject=found.person.full_name)
        self.number, self.y = 1, A4[1] - TOP

    def text(
        self,
        text: str,
        size: float = 9.5,
        *,
        bold: bool = False,
        colour: str = INK,
        left: float = 0,
        after: float = 1.2,
    ) -> None:
        for line in draw.wrap(text, size, ROOM - left, bold=bold):
            self.room(size * 1.45)
            self.y -= size * 1.45
            draw.draw(self.page, LEFT + left, self.y, line, size, bold=bold, colour=colour)
        self.y -= after * mm

    def heading(self, text: str) -> None:
        self.room(20 * mm)
        self.y -= 3 * mm
        self.text(text, 11.5, bold=True, after=1)
        self.page.setStrokeColor(LINE)
        self.page.setLineWidth(0.6)
        self.page.line(LEFT, self.y, LEFT + ROOM, self.y)
        self.y -= 1.5 * mm

    def room(self, needed: float) -> None:
        if self.y - needed < BOTTOM:
            self.end()
            self.page.showPage()
            self.number, self.y = self.number + 1, A4[1] - TOP

    def end(self) -> None:
        draw.draw(self.page, LEFT, 11 * mm, self.foot, 7, colour=DIM)
        draw.draw(
            self.page,
            A4[0] - RIGHT,
            11 * mm,
            _("Page %(number)s") % {"number": self.number},
            7,
            align="right",
            colour=DIM,
        )


def draw_statement(context: dict[str, Any]) -> bytes:
    """Returns the sealed PDF. `context` is that of the pack's page (inspection.packs.build). Raises GlyphMissing,
    SealMissing.
    """
    file = io.BytesIO()
    sheet, found, answer = _Sheet(file, context), context["found"], context["found"].answer
    sheet.text(_("Statement of qualification"), 17, bold=True, after=2)
    sheet.text(found.person.full_name, 13, bold=True, after=0.5)
    version = f" v{answer.held}" if answer.held else ""
    sheet.text(f"{found.sop.number}{version} · {found.sop.title}", 10.5, after=3)
    question = _("State at the end of %(day)s, as known at %(moment)s")
    sheet.text(question % {"day": daydate(found.as_of), "moment": moment(found.known_at, "zone")}, colour=DIM)
    until = ""
    if answer.valid_to and answer.may:
        until = " · " + _("valid until %(day)s") % {"day": daydate(answer.valid_to)}
    sheet.text(f"{state_word(context['state'])}{until}", 13, bold=True, colour=GREEN if answer.may else INK, after=1.5)
    if answer.required:
        sheet.text(_("Version in force that day: v%(n)s") % {"n": answer.required})
    for demand in found.demands:
        sheet.text(
            _("Required of %(role)s since %(day)s") % {"role": demand.role, "day": daydate(demand.since)}
            + f": {demand.depth}"
        )
    for reason in found.reasons:
        sheet.text(f"– {reason}")
    sheet.heading(_("Proof in order of time"))
    for node in [*found.earlier, *found.spine]:
        sheet.text(f"{daydate(node.day)}  {node.title}", bold=True, after=0.2)
        for line in node.lines:
            sheet.text(line, 8.5, left=6 * mm, colour=DIM, after=0.2)
        for hashed in node.hashes:
            sheet.text(f"SHA-256 {hashed}", 6.5, left=6 * mm, colour=DIM, after=0.2)
        sheet.y -= 1.2 * mm
    if not found.earlier and not found.spine:
        sheet.text(_("No act is on record by that day."), colour=DIM)
    sheet.heading(_("Signatures"))
    for row in context["signatures"]:
        sheet.text(
            f"{row.printed_name}, {row.printed_role}" if row.printed_role else row.printed_name, bold=True, after=0.2
        )
        when, method = moment(row.signed_at, "zone"), sign_method(row.method)
        meaning = f"{row.get_meaning_display()} · {row.subject_name} · {when} · {method}"
        sheet.text(meaning, 8.5, left=6 * mm, colour=DIM)
    sheet.heading(_("How to check"))
    sheet.text(_("This statement is part of an evidence pack. In the folder of the pack run: python3 verify.py"))
    sheet.text(
        _("The seal is of %(holder)s; SHA-256 of its authority: %(hash)s")
        % {"holder": context["holder"], "hash": context["authority"]},
        8,
    )
    sheet.text(
        _("Made on %(when)s by %(name)s") % {"when": moment(context["made_at"], "zone"), "name": context["made_by"]},
        8,
        colour=BLUE,
    )
    sheet.end()
    seal.reserve(sheet.page, reason=_("Statement of qualification"), place="", at=context["made_at"])
    sheet.page.showPage()
    sheet.page.save()
    return seal.apply(file.getvalue())
