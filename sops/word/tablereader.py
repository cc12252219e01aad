"""Reads a table into a block, into a warning it only frames, or into the header when it is the header block of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.text import nfc
from sops.document.formal import is_approval
from sops.word import header as head
from sops.word.boxes import box_table, numbered
from sops.word.lines import Line, untabbed
from sops.word.names import W, lines, local, told, val
from sops.word.result import Loss, Tracked
from sops.word.tables import LOOSE, STANDING, Hidden, RawRow, children, head_rows, rows

if TYPE_CHECKING:
    from sops.word.assemble import Assembler

Pictures = list[tuple[str, str]]  # (key or "", description)
_KINDS = {"ins": "insert", "cellIns": "insert", "del": "delete", "cellDel": "delete"}


def table_block(walker: Assembler, table: Any) -> None:
    """Emit what a table is. Whatever stands in it outside its cells follows it."""
    raw = standing_rows(walker, table)
    if any(row.cells for row in raw) and not box_table(walker, raw):
        _read(walker, raw)
    walker.settle(walker.blocks[-1] if walker.blocks else None)
    walker.walk(list(outside_cells(table)))


def standing_rows(walker: Assembler, table: Any) -> list[RawRow]:
    """The rows of the chosen reading. Rows and cells that come or go with an open change are named."""
    hidden: list[Hidden] = []
    found = rows(table, accept=walker.reader.accept, hidden=hidden)
    for properties in properties_of(table):
        walker.reader.lose_misplaced(properties)
    for piece in hidden:
        _name_change(walker, piece.change, lines(piece.element))
    for row in found:
        changes = [(row.change, [cell.element for cell in row.cells])] + [
            (cell.change, [cell.element]) for cell in row.cells
        ]
        for change, elements in changes:
            told_inside = any(True for element in elements for _run in element.iter(W + "ins", W + "del") if len(_run))
            if change is not None and not told_inside:
                _name_change(walker, change, "\n".join(filter(None, map(lines, elements))), kept=True)
    return found


def _name_change(walker: Assembler, change: Any, text: str, *, kept: bool = False) -> None:
    kind = _KINDS[local(change)]
    accepted, rejected = (text, "") if kind == "insert" else ("", text)
    made = Tracked(
        kind, nfc(text), nfc(val(change, "author")), val(change, "date"), accepted=nfc(accepted), rejected=nfc(rejected)
    )
    walker.take(Line(changes=[made]))
    walker.reader.lose("tracked_" + kind, text, f"{made.author} {made.date[:10]}".strip(), kept=kept)


def _read(walker: Assembler, raw: list[RawRow]) -> None:
    """A table block; on the cover, a table of known labels becomes header pairs. Stamps of an approval table stay behind, named."""
    pictures: Pictures = []
    grid = [[cell_text(walker, cell.element, pictures) for cell in row.cells] for row in raw]
    texts = [text for row in grid for text in row if text]
    for row in raw:
        for cell in row.cells:
            for covered in cell.covered:
                if said := lines(covered):
                    walker.reader.lose("covered_cell", said)
    pairs = head.table_pairs(grid)
    if walker.in_front and head.is_header(pairs):
        walker.raw += [pair.as_dict("body") for pair in pairs]
        walker.settle(None)
    elif texts:
        cells = [
            [
                {"text": text, "colspan": cell.colspan, "rowspan": cell.rowspan}
                for text, cell in zip(line, row.cells, strict=True)
            ]
            for line, row in zip(grid, raw, strict=True)
        ]
        walker.emit({"type": "table", "caption": "", "head_rows": head_rows(raw, walker.styles), "rows": cells})
    for key, alt in pictures:
        if is_approval(texts):
            walker.lose(Loss("stamp", detail=alt), walker.blocks[-1])
        else:
            walker.figure(key, alt, moved=True)


def cell_text(walker: Assembler, cell: Any, pictures: Pictures) -> str:
    """The text of a cell: paragraphs on lines of their own, computed numbers written out, a table inside told line by line."""
    out: list[str] = []
    for properties in properties_of(cell):
        walker.reader.lose_misplaced(properties)
    for child in children(cell, *STANDING):
        if local(child) == "tbl":
            inner = [
                [cell_text(walker, nested.element, pictures) for nested in row.cells]
                for row in standing_rows(walker, child)
            ]
            out += ["\u3000".join(" ".join(text.split("\n")) for text in line if text) for line in inner]
            out += [cell_text(walker, [stray], pictures) for stray in outside_cells(child)]
            walker.reader.lose("nested_table", kept=True)
            continue
        loose = local(child) in LOOSE
        line = walker.reader.loose(child) if loose else walker.reader.line(child)
        text = walker.reader.text(line).strip()
        number = None if loose else walker.count(child, line, text)
        out.append(untabbed(numbered(walker, text, number)))
        pictures += line.pictures
        walker.take(line)
        for box in line.boxes:
            out.append(cell_text(walker, box, pictures))
            walker.reader.lose("text_box", kept=True)
    return "\n".join(text for text in out if text).strip()


def outside_cells(parent: Any, *, in_row: bool = False) -> Iterator[Any]:
    """What stands in a broken table and in none of its cells, and cells that stand in no row."""
    for child in parent:
        name = local(child)
        holds_cells = name in LOOSE and next(child.iter(W + "tc"), None) is not None
        if name in STANDING and not holds_cells:
            yield child
        elif name == "tc":
            yield from () if in_row else child
        elif name == "AlternateContent":
            yield from outside_cells(told(child), in_row=in_row)
        elif not name.endswith("Pr"):
            yield from outside_cells(child, in_row=(name == "tr") != in_row)


def properties_of(parent: Any) -> Iterator[Any]:
    """Properties of a table and its rows, or of a cell or note, where a broken file may hold words."""
    for child in parent:
        name = local(child)
        if name.endswith("Pr"):
            yield child
        elif name not in (*STANDING, "tc"):
            yield from properties_of(child)
