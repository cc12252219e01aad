"""Reads the inside of paragraphs: runs, furigana, notes, open changes, in the order in which they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from core.text import nfc
from sops.word import formulas, origin
from sops.word.drawings import DrawingReader, description_of
from sops.word.fieldreader import FieldReader
from sops.word.lines import Line
from sops.word.linewriter import LineWriter, Position
from sops.word.names import R, W, attribute, chosen_branch, first_child, is_on, local_name, text_of
from sops.word.notes import Notes
from sops.word.numbering import Number, Numbering
from sops.word.package import Package
from sops.word.pending import MAX_ENTRY, PendingLosses
from sops.word.reformatted import changes_role
from sops.word.result import Tracked
from sops.word.styles import RunFormat, Styles
from sops.word.symbols import UNKNOWN, in_font, is_symbol_font, symbol

_SCRIPTED = re.compile(r"[0-9０-９+\-−－＋nixy()]{1,4}")
_UNPRINTED = str.maketrans("", "", "\u00ad\u200b\ufeff") | origin.STRAY
RAISED_FROM = 4  # half-points: less is fine-tuning of the line, not an exponent
MAX_ADDRESS = 300
CHANGES = {"ins": "insert", "del": "delete", "moveTo": "move_to", "moveFrom": "move_from"}


class ParagraphReader:
    """Reads paragraphs of one part after another. What they lose is in `losses` until their block takes it."""

    def __init__(self, package: Package, styles: Styles, numbering: Numbering, notes: Notes, *, accept: bool) -> None:
        self.package = package
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.accept = accept  # the reading of open changes: accepted, or rejected
        self.losses = PendingLosses()
        self.part = package.main
        self._writer = LineWriter()
        self._fields = FieldReader(self.losses, self._writer)
        self._drawings = DrawingReader(package, self.losses)

    @property
    def images(self) -> dict[str, tuple[bytes, str]]:
        """Bytes and MIME type of each picture read so far, by key."""
        return self._drawings.images

    @contextmanager
    def in_part(self, part: str) -> Iterator[None]:
        """Read paragraphs of another part, such as the footnotes: ids of pictures and links belong to their part."""
        before, self.part = self.part, part
        try:
            yield
        finally:
            self.part = before

    def line(self, paragraph: Any) -> Line:
        """A paragraph as read; empty for the placeholder of a form field that was not filled in."""
        line = Line()
        style = self.styles.paragraph_style(paragraph)
        plain = self.styles.run_format(None, style)
        if any(_is_placeholder(control) for control in paragraph.iterancestors(W + "sdt")):
            self.losses.add("placeholder", text_of(paragraph, deleted=True))
            return line
        self._fields.begin_paragraph()
        self.losses.begin_paragraph()
        self._read_children(paragraph, Position(line, style, plain, plain))
        self._record_change_of_role(paragraph, line)
        if line.changes:
            readings = (" ".join(origin.shown(line.reading(accept)).split("\t")).strip() for accept in (True, False))
            accepted, rejected = (text if len(text) <= MAX_ENTRY else text[:MAX_ENTRY] + "…" for text in readings)
            for change in line.changes:
                change.accepted, change.rejected = accepted, rejected
        return line

    def loose_run(self, run: Any) -> Line:
        """A run outside any paragraph, as read. Only broken files have such runs."""
        line = Line()
        plain = self.styles.run_format(None, "")
        self._read(run, Position(line, "", plain, plain))
        return line

    def text(self, line: Line) -> str:
        """The text of a line in the chosen reading of the open changes."""
        return line.reading(self.accept, self.losses)

    def number(self, paragraph: Any, line: Line, text: str) -> Number | None:
        """Count a paragraph in its list. Returns the number printed before it; None where it has none or is absent.

        `text`: the text of `line`, which is the paragraph as read.
        """
        return None if line.is_absent(text) else self.numbering.count(paragraph)

    # --- pieces ------------------------------------------------------------------------------------------------

    def _read(self, element: Any, position: Position) -> None:
        """Read one piece of a paragraph. The children of an unknown one are read: a wrapper must not swallow text."""
        name = local_name(element)
        reader = _READERS.get(name)
        if reader is not None:
            reader(self, element, position)
        elif name.endswith("Pr"):
            self.losses.add_misplaced(element)
        if (reader is None and not name.endswith("Pr")) or (name in _LEAVES and len(element)):
            self._read_children(element, position)

    def _read_children(self, parent: Any, position: Position) -> None:
        for child in parent:
            self._read(child, position)

    def _read_run(self, run: Any, position: Position) -> None:
        properties = first_child(run, W + "rPr")
        run_format = self.styles.run_format(properties, position.style)
        change = first_child(properties, W + "rPrChange") if properties is not None else None
        before = run_format if change is None else self.styles.run_format(change.find(W + "rPr"), position.style)
        self._read_children(run, replace(position, format=run_format, format_before=before))
        if change is not None and run_format.script != before.script:
            self._record_format_change(change, text_of(run), position.line)

    def _record_change_of_role(self, paragraph: Any, line: Line) -> None:
        """Record an open change of a paragraph's style or numbering, which may make it a heading or a step."""
        change = paragraph.find(f"{W}pPr/{W}pPrChange")
        if change is not None and changes_role(change):
            self._record_format_change(change, text_of(paragraph), line)

    def _record_format_change(self, change: Any, text: str, line: Line) -> None:
        author = nfc(attribute(change, "author"))
        line.changes.append(Tracked("format", nfc(text), author=author, date=attribute(change, "date")))
        self.losses.add("tracked_format", text, author, kept=True)

    def _read_change(self, element: Any, position: Position) -> None:
        change = _tracked(element)
        inside = replace(position, changes=(*position.changes, change), change_texts=[])
        self._read_children(element, inside)
        change.text = nfc("".join(inside.change_texts))
        if change.text:
            self._record_change(change, inside)

    def _record_change(self, change: Tracked, position: Position) -> None:
        position.line.changes.append(change)
        detail = f"{change.author} {change.date[:10]}".strip()
        self.losses.add("tracked_" + change.kind, change.text, detail, kept=self._is_in_reading(position))

    def _is_in_reading(self, position: Position) -> bool:
        """Whether what is read at `position` is part of the chosen reading of the open changes."""
        return all((change.kind in ("insert", "move_to")) == self.accept for change in position.changes)

    def _read_control(self, control: Any, position: Position) -> None:
        if _is_placeholder(control):
            self.losses.add("placeholder", text_of(control, deleted=True))
            return
        self._read_children(control, position)

    def _read_link(self, element: Any, position: Position) -> None:
        relation = self.package.relationships(self.part).get(element.get(R + "id", ""))
        if relation is not None and relation.external:
            self.losses.add("link", detail=relation.target[:MAX_ADDRESS])
        self._read_children(element, position)

    def _read_alternate(self, element: Any, position: Position) -> None:
        self._read_children(chosen_branch(element), position)

    def _read_drawing(self, element: Any, position: Position) -> None:
        if self._fields.is_inside("TOC"):
            position.line.contents = True
        if position.changes:
            text = nfc(text_of(element, deleted=True)) or description_of(element)
            self._record_change(replace(position.changes[-1], text=text), position)
        if self._is_in_reading(position):
            self._drawings.read(element, position.line, self.part)

    def _read_embedded_document(self, element: Any, position: Position) -> None:
        relation_id = element.get(R + "id", "")
        mark = self.package.fingerprint(self.part, relation_id)
        self.losses.add("embedded_document", detail=relation_id, mark=mark)

    # --- characters --------------------------------------------------------------------------------------------

    def _read_text(self, element: Any, position: Position) -> None:
        self._add_text(element.text or "", position)

    def _read_tab(self, element: Any, position: Position) -> None:
        self._add_text("\t", position)

    def _read_break(self, element: Any, position: Position) -> None:
        if attribute(element, "type") in ("", "textWrapping"):
            self._add_text("\n", position)

    def _read_hyphen(self, element: Any, position: Position) -> None:
        self._add_generated("-", position)

    def _read_symbol(self, element: Any, position: Position) -> None:
        font, code = attribute(element, "font"), attribute(element, "char")
        printed = symbol(font, int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else ""
        if self._add_generated(printed or UNKNOWN, position):
            kind = "symbol" if printed else "symbol_unknown"
            self.losses.add(kind, printed or UNKNOWN, f"{font} {code}", kept=True)

    def _add_generated(self, text: str, position: Position) -> bool:
        """Add a character that no text node of the file holds. Returns False where it is no content."""
        if self._is_withheld(text, position):
            return False
        self._writer.add(text, position, position.format.script, position.format_before.script, original="")
        return True

    def _add_text(self, text: str, position: Position) -> None:
        """Add text of a run to the line, or to the losses where it is computed or hidden."""
        text = text.translate(_UNPRINTED)
        if not text or self._is_withheld(text, position):
            return
        if position.format.struck and text.strip():
            self.losses.add_run("strike", text, kept=True)
        font = position.format.font
        if is_symbol_font(font) or any("\uf000" <= char <= "\uf0ff" for char in text):
            printed = in_font(text, font if is_symbol_font(font) else "Symbol")
            if printed != text:
                self.losses.add("symbol", text, f"{font}: {printed}", kept=True)
                scripts = position.format.script, position.format_before.script
                self._writer.add(printed, position, *scripts, original=text)
                return
        self._writer.add(text, position, _script(position.format, text), _script(position.format_before, text))

    def _is_withheld(self, text: str, position: Position) -> bool:
        """Whether text is computed by a field or hidden; it is then recorded as a loss."""
        if self._fields.withholds(text, position.line):
            return True
        if position.format.hidden:
            self.losses.add_run("hidden", text)
        return position.format.hidden

    def _read_ruby(self, ruby: Any, position: Position) -> None:
        """Read furigana: the base text is content, its reading a loss."""
        start = len(position.line.tokens)
        readings = []
        for child in ruby:
            if child.tag == W + "rt":
                readings.append(text_of(child, deleted=True))
            else:
                self._read(child, position)
        base = "".join(token.text for token in position.line.tokens[start:])
        self.losses.add("ruby", "".join(readings), base)

    def _read_formula(self, element: Any, position: Position) -> None:
        """Read a formula as one token, or as one for each reading where it holds open changes."""
        accepted, rejected = formulas.read(element, accept=True), formulas.read(element, accept=False)
        changed = list(formulas.changes(element))
        if not changed:
            self._writer.add(accepted.text, position, original=accepted.nodes, formula=True)
        else:
            for piece in changed:
                change = _tracked(piece, formulas.text_nodes(piece))
                self._record_change(change, replace(position, changes=(*position.changes, change)))
            for kind, formula in (("insert", accepted), ("delete", rejected)):
                inside = replace(position, changes=(*position.changes, Tracked(kind, "")), change_texts=[])
                self._writer.add(formula.text, inside, original=formula.nodes, formula=True)
        self.losses.add("formula", (accepted if self.accept else rejected).text, kept=True)

    # --- notes, comments and fields ----------------------------------------------------------------------------

    def _read_note_reference(self, element: Any, position: Position) -> None:
        kind = "footnote" if local_name(element) == "footnoteReference" else "endnote"
        if not self._is_in_reading(position):
            self._writer.add("[*]", position, original="")
            return
        note_id = attribute(element, "id")
        self._writer.add(f"[*{self.notes.mark(kind, note_id)}]", position, original="")
        position.line.notes.append((kind, note_id))

    def _begin_comment(self, element: Any, position: Position) -> None:
        self._writer.comments.begin(attribute(element, "id"))

    def _end_comment(self, element: Any, position: Position) -> None:
        self._writer.comments.end(attribute(element, "id"))

    def _read_comment(self, element: Any, position: Position) -> None:
        comment_id = attribute(element, "id")
        author, text = self.notes.comment(comment_id)
        attached_to = self._writer.comments.take(comment_id)
        self.losses.add("comment", text, f"{author}: {attached_to}" if attached_to else author)

    def _read_field_mark(self, element: Any, position: Position) -> None:
        self._fields.read_mark(element, position)

    def _read_simple_field(self, element: Any, position: Position) -> None:
        self._fields.read_simple(element, position, self._read_children)


# Elements without children, but for broken files.
_LEAF_READERS: dict[str, Callable[[ParagraphReader, Any, Position], None]] = {
    "t": ParagraphReader._read_text,
    "delText": ParagraphReader._read_text,
    "tab": ParagraphReader._read_tab,
    "ptab": ParagraphReader._read_tab,
    "br": ParagraphReader._read_break,
    "cr": ParagraphReader._read_break,
    "noBreakHyphen": ParagraphReader._read_hyphen,
    "sym": ParagraphReader._read_symbol,
    "subDoc": ParagraphReader._read_embedded_document,
    "altChunk": ParagraphReader._read_embedded_document,
    "fldChar": ParagraphReader._read_field_mark,
    "instrText": ParagraphReader._read_field_mark,
    "delInstrText": ParagraphReader._read_field_mark,
    "footnoteReference": ParagraphReader._read_note_reference,
    "endnoteReference": ParagraphReader._read_note_reference,
    "commentRangeStart": ParagraphReader._begin_comment,
    "commentRangeEnd": ParagraphReader._end_comment,
    "commentReference": ParagraphReader._read_comment,
}
_LEAVES = frozenset(_LEAF_READERS)
_READERS: dict[str, Callable[[ParagraphReader, Any, Position], None]] = {
    **_LEAF_READERS,
    "r": ParagraphReader._read_run,
    "ruby": ParagraphReader._read_ruby,
    "oMath": ParagraphReader._read_formula,
    "ins": ParagraphReader._read_change,
    "del": ParagraphReader._read_change,
    "moveTo": ParagraphReader._read_change,
    "moveFrom": ParagraphReader._read_change,
    "sdt": ParagraphReader._read_control,
    "hyperlink": ParagraphReader._read_link,
    "AlternateContent": ParagraphReader._read_alternate,
    "drawing": ParagraphReader._read_drawing,
    "pict": ParagraphReader._read_drawing,
    "object": ParagraphReader._read_drawing,
    "fldSimple": ParagraphReader._read_simple_field,
}


def _tracked(element: Any, text: str = "") -> Tracked:
    author, date = nfc(attribute(element, "author")), attribute(element, "date")
    return Tracked(CHANGES[local_name(element)], nfc(text), author, date)


def _is_placeholder(control: Any) -> bool:
    return bool(is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")))


def _script(run_format: RunFormat, text: str) -> str:
    """sup, sub or empty: by the formatting itself, or by a position so high or low that it is an exponent or index."""
    if run_format.script:
        return run_format.script
    if abs(run_format.raised) >= RAISED_FROM and _SCRIPTED.fullmatch(text.strip()):
        return "sup" if run_format.raised > 0 else "sub"
    return ""
