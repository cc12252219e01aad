"""Tables of a Word file as rows of cells with spans; a merged cell holds the cells it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sops.word.names import W, attribute, chosen_branch, first_child, is_on, local_name
from sops.word.styles import Styles

MAX_HEAD_RUNS = 50
# pieces of a paragraph; only broken files have them outside any paragraph
LOOSE = ("r", "t", "delText", "hyperlink", "fldSimple", "oMath", "oMathPara", "drawing", "pict", "object")
CONTENT = ("p", "tbl", *LOOSE)  # what a cell holds; never searched for something else inside
_NO_FILL = ("", "auto", "ffffff", "none")


@dataclass
class RawCell:
    """A cell; column and spans count grid columns and rows."""

    element: Any
    column: int
    colspan: int = 1
    rowspan: int = 1
    covered: list[Any] = field(default_factory=list)  # cells of the file that this one covers
    shaded: bool = False
    change: Any = None  # an open change of the whole cell


@dataclass
class RawRow:
    """A row of cells."""

    element: Any
    cells: list[RawCell]
    repeated: bool  # on each page, as the head of the table
    change: Any = None  # an open change of the whole row


@dataclass
class AbsentPiece:
    """A row or cell that is not part of the chosen reading of the open changes."""

    element: Any
    change: Any


def children(parent: Any, *names: str) -> Iterator[Any]:
    """Children by local name, also those inside content controls and other wrappers."""
    opaque = CONTENT if "p" in names else ("p", "tbl", "tr", "tc")
    for child in parent:
        name = local_name(child)
        if name in names:
            yield child
        elif name == "AlternateContent":
            yield from children(chosen_branch(child), *names)
        elif name not in opaque and not name.endswith("Pr"):
            yield from children(child, *names)


def rows(table: Any, *, accept: bool) -> tuple[list[RawRow], list[AbsentPiece]]:
    """The rows of a table in the chosen reading of the open changes, and the rows and cells that are not part of it."""
    found: list[RawRow] = []
    absent: list[AbsentPiece] = []
    open_cells: dict[int, RawCell] = {}  # column → cell of the row above that may run down
    for row in children(table, "tr"):
        properties = row.find(W + "trPr")
        change, present = _change(properties, "ins", "del", accept=accept)
        if not present:
            absent.append(AbsentPiece(row, change))
            continue
        column = _count(properties, "gridBefore")
        cells: list[RawCell] = []
        running: dict[int, RawCell] = {}
        for element in children(row, "tc"):
            cell_change, cell_present = _change(element.find(W + "tcPr"), "cellIns", "cellDel", accept=accept)
            if not cell_present:
                absent.append(AbsentPiece(element, cell_change))
                continue
            cell = _cell(element, column)
            cell.change = cell_change
            merge = element.find(f"{W}tcPr/{W}vMerge")
            above = open_cells.get(column)
            if (
                merge is not None
                and attribute(merge, default="continue") != "restart"
                and above is not None
                and above.colspan == cell.colspan
            ):
                if id(above) not in {id(other) for other in running.values()}:
                    above.rowspan += 1
                above.covered.append(element)
                running[column] = above
            elif _joined_left(element) and cells:
                cells[-1].colspan += cell.colspan
                cells[-1].covered.append(element)
            else:
                cells.append(cell)
                if merge is not None:
                    running[column] = cell
            column += cell.colspan
        open_cells = running
        repeated = properties is not None and bool(is_on(properties.find(W + "tblHeader")))
        found.append(RawRow(row, cells, repeated, change))
    return found, absent


def _change(properties: Any, inserted: str, deleted: str, *, accept: bool) -> tuple[Any, bool]:
    """The open change of a row or cell, and whether that is part of the chosen reading."""
    for name, present in ((inserted, accept), (deleted, not accept)):
        change = properties.find(W + name) if properties is not None else None
        if change is not None:
            return change, present
    return None, True


def head_rows(table: list[RawRow], styles: Styles) -> int:
    """How many rows are the head: those repeated on each page, else the first where they alone are shaded or bold."""
    marked = 0
    for row in table:
        if not row.repeated:
            break
        marked += 1
    if marked:
        return marked if marked < len(table) else 1 if len(table) > 1 else 0
    if len(table) < 2 or not table[0].cells or len(table[0].cells) < 2:
        return 0

    def is_head(row: RawRow) -> bool:
        return bool(row.cells) and all(cell.shaded or _is_bold(cell.element, styles) for cell in row.cells)

    if not is_head(table[0]) or all(is_head(row) for row in table):
        return 0
    deepest = max(cell.rowspan for cell in table[0].cells)
    count = 1
    while count < deepest and count < len(table) and (not table[count].cells or is_head(table[count])):
        count += 1
    return count


def _is_bold(cell: Any, styles: Styles) -> bool:
    """Whether everything in a cell is bold."""
    runs = [
        run
        for run in islice(cell.iter(W + "r"), MAX_HEAD_RUNS + 1)
        if any((t.text or "").strip() for t in run.iter(W + "t"))
    ]
    if not runs or len(runs) > MAX_HEAD_RUNS:
        return False
    return all(
        (paragraph := next(run.iterancestors(W + "p"), None)) is not None and styles.is_bold(run, paragraph)
        for run in runs
    )


def is_filled(properties: Any) -> bool:
    """Whether a cell or paragraph has a background of its own."""
    shade = properties.find(W + "shd") if properties is not None else None
    return shade is not None and attribute(shade, "fill").lower() not in _NO_FILL


def _cell(element: Any, column: int) -> RawCell:
    properties = first_child(element, W + "tcPr")
    return RawCell(element, column, colspan=max(_count(properties, "gridSpan"), 1), shaded=is_filled(properties))


def _joined_left(element: Any) -> bool:
    merge = element.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and attribute(merge, default="continue") != "restart"


def _count(properties: Any, name: str) -> int:
    value = attribute(properties.find(W + name)) if properties is not None else ""
    return min(int(value), 100) if value.isdigit() else 0
