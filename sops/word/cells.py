"""Reads cells, footnotes and page headers as text, since they hold no blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from core.text import nfc
from sops.word.builder import ImportBuilder
from sops.word.lines import Line, untabbed
from sops.word.names import W, all_text, attribute, chosen_branch, local_name
from sops.word.numbering import with_number
from sops.word.paragraphs import ParagraphReader
from sops.word.result import Tracked
from sops.word.tables import CONTENT, LOOSE, RawRow, children, rows

_CHANGES = {"ins": "insert", "cellIns": "insert", "del": "delete", "cellDel": "delete"}


@dataclass
class CellContent:
    """What a cell, footnote or page header holds."""

    text: str = ""
    pictures: list[tuple[str, str]] = field(default_factory=list)  # (key or "", description)


class CellReader:
    """Reads cells as text. Open changes and note references wait in the builder for the block of the cell."""

    def __init__(self, reader: ParagraphReader, builder: ImportBuilder) -> None:
        self._reader = reader
        self._builder = builder

    def read(self, cell: Iterable[Any]) -> CellContent:
        """The text of a cell: one line for each paragraph, with computed numbers, a nested table row by row."""
        losses = self._reader.losses
        content = CellContent()
        texts: list[str] = []
        for properties in properties_of(cell):
            losses.add_misplaced(properties)
        for child in children(cell, *CONTENT):
            if local_name(child) == "tbl":
                texts += self._nested_table(child, content)
                continue
            line, text = self._paragraph(child)
            texts.append(text)
            content.pictures += line.pictures
            self._builder.hold(line)
            for box in line.boxes:
                texts.append(self._nested(box, content))
                losses.add("text_box", kept=True)
        content.text = "\n".join(text for text in texts if text).strip()
        return content

    def rows(self, table: Any) -> list[RawRow]:
        """The rows of a table in the chosen reading; rows and cells that open changes insert or delete are recorded."""
        found, absent = rows(table, accept=self._reader.accept)
        for properties in properties_of(table):
            self._reader.losses.add_misplaced(properties)
        for piece in absent:
            self._record_change(piece.change, all_text(piece.element))
        for row in found:
            self._record_changes_of(row)
        return found

    def _paragraph(self, element: Any) -> tuple[Line, str]:
        reader = self._reader
        if local_name(element) in LOOSE:
            line = reader.loose_run(element)
            return line, untabbed(reader.text(line).strip())
        line = reader.line(element)
        text = reader.text(line).strip()
        return line, untabbed(with_number(text, reader.number(element, line, text)))

    def _nested(self, parent: Iterable[Any], content: CellContent) -> str:
        inner = self.read(parent)
        content.pictures += inner.pictures
        return inner.text

    def _nested_table(self, table: Any, content: CellContent) -> list[str]:
        grid = [[self._nested(cell.element, content) for cell in row.cells] for row in self.rows(table)]
        texts = ["\u3000".join(" ".join(text.split("\n")) for text in row if text) for row in grid]
        texts += [self._nested([stray], content) for stray in outside_cells(table)]
        self._reader.losses.add("nested_table", kept=True)
        return texts

    def _record_changes_of(self, row: RawRow) -> None:
        changes = [(row.change, [cell.element for cell in row.cells])]
        changes += [(cell.change, [cell.element]) for cell in row.cells]
        for change, elements in changes:
            # the runs inside are usually marked as inserted too, and recorded where they are read
            marked_inside = any(True for element in elements for run in element.iter(W + "ins", W + "del") if len(run))
            if change is not None and not marked_inside:
                self._record_change(change, "\n".join(filter(None, map(all_text, elements))), kept=True)

    def _record_change(self, change: Any, text: str, *, kept: bool = False) -> None:
        kind, text_nfc = _CHANGES[local_name(change)], nfc(text)
        accepted, rejected = (text_nfc, "") if kind == "insert" else ("", text_nfc)
        author, date = nfc(attribute(change, "author")), attribute(change, "date")
        tracked = Tracked(kind, text_nfc, author, date, accepted=accepted, rejected=rejected)
        self._builder.hold(Line(changes=[tracked]))
        self._reader.losses.add("tracked_" + kind, text, f"{author} {date[:10]}".strip(), kept=kept)


def outside_cells(parent: Any, *, in_row: bool = False) -> Iterator[Any]:
    """What a broken table holds outside its cells, and the content of cells outside any row."""
    for child in parent:
        name = local_name(child)
        holds_cells = name in LOOSE and next(child.iter(W + "tc"), None) is not None
        if name in CONTENT and not holds_cells:
            yield child
        elif name == "tc":
            yield from () if in_row else child
        elif name == "AlternateContent":
            yield from outside_cells(chosen_branch(child), in_row=in_row)
        elif not name.endswith("Pr"):
            yield from outside_cells(child, in_row=(name == "tr") != in_row)


def properties_of(parent: Any) -> Iterator[Any]:
    """Properties of a table and its rows, or of a cell or note. In broken files they may hold text."""
    for child in parent:
        name = local_name(child)
        if name.endswith("Pr"):
            yield child
        elif name not in (*CONTENT, "tc"):
            yield from properties_of(child)
