"""Fields in running text: results are content, codes are recorded, and what Word computes for paper is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sops.word.fields import PAGE_FIELDS, Field, formula, link_address, symbol_field
from sops.word.lines import Line
from sops.word.linewriter import LineWriter, Position
from sops.word.names import W, attribute, is_on, local_name
from sops.word.pending import PendingLosses
from sops.word.symbols import UNKNOWN

MAX_DEPTH = 20
MAX_DETAIL = 300  # characters of an address or field code in the loss report
# Fields that run something or read another file.
_ACTIVE = ("MACROBUTTON", "INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "LINK", "IMPORT")


class FieldReader:
    """The fields open at the present position. A field may run over many paragraphs, as a table of contents does."""

    def __init__(self, losses: PendingLosses, writer: LineWriter) -> None:
        self._losses = losses
        self._writer = writer
        self._open: list[Field] = []
        self._ends: dict[Any, dict[Any, Any]] = {}  # root of a part → mark that begins a field → mark that ends it

    def begin_paragraph(self) -> None:
        """Close the fields that do not run on into the next paragraph: unfinished codes, and page numbers."""
        self._open = [field for field in self._open if field.in_result and field.name not in PAGE_FIELDS]

    def is_inside(self, name: str) -> bool:
        """Whether a field of this name is open."""
        return any(field.name == name for field in self._open)

    def withholds(self, text: str, line: Line) -> bool:
        """Whether text is no content: field code, page number or table of contents. It is then recorded as a loss."""
        for field in self._open:
            if not field.in_result:
                self._losses.add_run("field_code", text)
                return True
            if field.name in PAGE_FIELDS:
                self._losses.add_run("page_number", text)
                return True
            if field.name == "TOC":
                line.contents = True
                self._losses.add_run("contents", text)
                return True
        return False

    def read_simple(self, element: Any, position: Position, read_children: Callable[[Any, Position], None]) -> None:
        """Read a `w:fldSimple`, which wraps its result."""
        self._open.append(Field([attribute(element, "instr")], in_result=True))
        read_children(element, position)
        if self._open:
            self._finish(self._open.pop(), position, complex_field=False)

    def read_mark(self, element: Any, position: Position) -> None:
        """Read a piece of a complex field: the mark that begins, separates or ends it, or its code."""
        kind = attribute(element, "fldCharType")
        if local_name(element) in ("instrText", "delInstrText"):
            if self._open and not self._open[-1].in_result:
                self._open[-1].code.append(element.text or "")
        elif kind == "begin" and (end := self._end_of(element)) is not None:
            self._open.append(Field(end=end, form_value=_form_value(element)))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open and self._open[-1].end is element:
            self._finish(self._open.pop(), position, complex_field=True)

    def _end_of(self, begin: Any) -> Any:
        """The mark that ends a field; None for one that never ends, which would swallow the rest of the document."""
        root = begin.getroottree().getroot()
        if root not in self._ends:
            self._ends[root] = _field_ends(root)
        return self._ends[root].get(begin)

    def _finish(self, field: Field, position: Position, *, complex_field: bool) -> None:
        """Write what a field shows without any text node, and record what is lost of it."""
        if any(not outer.in_result for outer in self._open):
            return
        if field.name == "HYPERLINK" and (address := link_address(field.text)):
            self._losses.add("link", detail=address[:MAX_DETAIL])
        elif field.name in ("FORMCHECKBOX", "FORMDROPDOWN") and field.form_value:
            self._writer.add(field.form_value, position, original="")
            self._losses.add("form", field.form_value, kept=True)
        elif complex_field and field.name == "EQ":
            self._write_formula(field, position)
        elif complex_field and field.name == "SYMBOL":
            printed = symbol_field(field.text) or UNKNOWN
            self._writer.add(printed, position, original="")
            self._losses.add("symbol" if printed != UNKNOWN else "symbol_unknown", printed, field.text, kept=True)
        elif field.name in _ACTIVE:
            self._losses.add("field", detail=field.text[:MAX_DETAIL])

    def _write_formula(self, field: Field, position: Position) -> None:
        parts = formula(field.text)
        if parts is None:
            self._losses.add("formula", detail=field.text)
            return
        self._writer.add(parts.text, position, parts.script, parts.script, original="")
        if parts.reading:
            self._losses.add("ruby", parts.reading, parts.text)
        else:
            self._losses.add("formula", parts.text, field.text, kept=True)


def _field_ends(root: Any) -> dict[Any, Any]:
    """The mark that ends each complex field of a part, by the mark that begins it. Fields nested too deep have none."""
    begun: list[Any] = []
    ends: dict[Any, Any] = {}
    for mark in root.iter(W + "fldChar"):
        if attribute(mark, "fldCharType") == "begin":
            begun.append(mark)
        elif attribute(mark, "fldCharType") == "end" and begun:
            begin = begun.pop()
            if len(begun) < MAX_DEPTH:
                ends[begin] = mark
    return ends


def _form_value(begin: Any) -> str:
    """What a legacy form field shows: ☑ or ☐, or the chosen entry of a list; empty for any other field."""
    box, choice = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        state = box.find(W + "checked")
        return "☑" if is_on(state if state is not None else box.find(W + "default")) else "☐"
    if choice is None:
        return ""
    entries = [attribute(entry) for entry in choice.findall(W + "listEntry")]
    chosen = attribute(choice.find(W + "result")) or attribute(choice.find(W + "default")) or "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""
