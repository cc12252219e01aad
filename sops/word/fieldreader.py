"""Fields in a running text: their results are content, their codes are named, and what Word computes for paper only stays behind."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sops.word.fields import PAGE_FIELDS, Field, formula, link_address, symbol_field
from sops.word.lines import Line
from sops.word.names import W, local, on, val
from sops.word.symbols import UNKNOWN

if TYPE_CHECKING:
    from sops.word.reader import Place, Reader

DEEPEST = 20
_OUTSIDE = ("MACROBUTTON", "INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "LINK", "IMPORT")


class FieldReader:
    """The fields that are open at the place being read. A field may run over many paragraphs: a table of contents does."""

    def __init__(self, reader: Reader) -> None:
        self._reader: Reader = weakref.proxy(reader)  # no circle: the XML is freed as soon as it has been read
        self._open: list[Field] = []
        self._ends: dict[str, dict[Any, Any]] = {}  # part → beginning of a field → its end

    def new_paragraph(self) -> None:
        """Only results run on into the next paragraph, and page numbers not even those."""
        self._open = [field for field in self._open if field.result and field.name not in PAGE_FIELDS]

    def within(self, name: str) -> bool:
        return any(field.name == name for field in self._open)

    def take(self, text: str, line: Line) -> bool:
        """Whether a text is field code or computed for paper (page numbers, contents); then it is named and not content."""
        for field in self._open:
            if not field.result:
                self._reader.lose_words("field_code", text)
                return True
            if field.name in PAGE_FIELDS:
                self._reader.lose_words("page_number", text)
                return True
            if field.name == "TOC":
                line.contents = True
                self._reader.lose_words("contents", text)
                return True
        return False

    def simple(self, element: Any, at: Place, read_inside: Callable[[Any, Place], None]) -> None:
        self._open.append(Field([val(element, "instr")], result=True))
        read_inside(element, at)
        if self._open:
            self._finish(self._open.pop(), at, empty=False)

    def mark(self, element: Any, at: Place) -> None:
        """The beginning, middle, end or code of a field."""
        kind = val(element, "fldCharType")
        if local(element) in ("instrText", "delInstrText"):
            if self._open and not self._open[-1].result:
                self._open[-1].code.append(element.text or "")
        elif kind == "begin" and (end := self._end_of(element)) is not None:
            self._open.append(Field(end=end, form=_form_shows(element)))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open and self._open[-1].end is element:
            self._finish(self._open.pop(), at, empty=True)

    def _end_of(self, begin: Any) -> Any:
        """The mark that ends a field. One that never ends would swallow the rest of the document, and nobody nests many."""
        part = self._reader.part
        if part not in self._ends:
            begun: list[Any] = []
            ends: dict[Any, Any] = {}
            for mark in begin.getroottree().iter(W + "fldChar"):
                if val(mark, "fldCharType") == "begin":
                    begun.append(mark)
                elif val(mark, "fldCharType") == "end" and begun:
                    ended = begun.pop()
                    if len(begun) < DEEPEST:
                        ends[ended] = mark
            self._ends[part] = ends
        return self._ends[part].get(begin)

    def _finish(self, ended: Field, at: Place, *, empty: bool) -> None:
        if any(not outer.result for outer in self._open):
            return
        reader = self._reader
        if ended.name == "HYPERLINK" and link_address(ended.text):
            reader.lose("link", detail=link_address(ended.text)[:300])
        elif ended.name in ("FORMCHECKBOX", "FORMDROPDOWN") and ended.form:
            reader.add(ended.form, at, original="")
            reader.lose("form", ended.form, kept=True)
        elif empty and ended.name == "EQ":
            read = formula(ended.text)
            if read is None:
                reader.lose("formula", detail=ended.text)
                return
            text, script, reading = read
            reader.add(text, at, script, script, original="")
            if reading:
                reader.lose("ruby", reading, text)
            else:
                reader.lose("formula", text, ended.text, kept=True)
        elif empty and ended.name == "SYMBOL":
            printed = symbol_field(ended.text) or UNKNOWN
            reader.add(printed, at, original="")
            reader.lose("symbol" if printed != UNKNOWN else "symbol_unknown", printed, ended.text, kept=True)
        elif ended.name in _OUTSIDE:
            reader.lose("field", detail=ended.text[:300])


def _form_shows(begin: Any) -> str:
    """What an old form field shows without any text in the file: ☑ or ☐, the chosen entry of a list; empty for any other field."""
    box, choice = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        state = box.find(W + "checked")
        return "☑" if on(state if state is not None else box.find(W + "default")) else "☐"
    if choice is None:
        return ""
    entries = [val(entry) for entry in choice.findall(W + "listEntry")]
    chosen = val(choice.find(W + "result")) or val(choice.find(W + "default")) or "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""
