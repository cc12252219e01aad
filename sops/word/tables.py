"""Tables of a Word file as rows of cells with spans; cells that a merged cell covers are not written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sops.word.names import W, first_child, local, on, told, val
from sops.word.styles import Styles

MAX_HEAD_RUNS = 50
# what stands outside any paragraph in broken files
LOOSE = ("r", "t", "delText", "hyperlink", "fldSimple", "oMath", "oMathPara", "drawing", "pict", "object")
STANDING = ("p", "tbl", *LOOSE)  # never looked into for something else
PLAIN_FILLS = ("", "auto", "ffffff", "none")


@dataclass
class RawCell:
    element: Any
    column: int
    colspan: int = 1
    rowspan: int = 1
    covered: list[Any] = field(default_factory=list)  # cells of the file that this one covers
    shaded: bool = False
    change: Any = None  # an open change of the whole cell


@dataclass
class RawRow:
    element: Any
    cells: list[RawCell]
    head: bool
    change: Any = None  # an open change of the whole row


@dataclass
class Hidden:
    """A row or cell that does not stand in the chosen reading of the tracked changes."""

    element: Any
    change: Any


def children(parent: Any, *names: str) -> Iterator[Any]:
    """Children by local name, looking through content controls and whatever else may be wrapped around them."""
    standing = STANDING if "p" in names else ("p", "tbl", "tr", "tc")
    for child in parent:
        name = local(child)
        if name in names:
            yield child
        elif name == "AlternateContent":
            yield from children(told(child), *names)
        elif name not in standing and not name.endswith("Pr"):
            yield from children(child, *names)


def rows(table: Any, *, accept: bool, hidden: list[Hidden]) -> list[RawRow]:
    """The rows that stand in the chosen reading of the tracked changes; the others are put into `hidden`."""
    found: list[RawRow] = []
    open_cells: dict[int, RawCell] = {}  # column → cell that runs down from above
    for row in children(table, "tr"):
        properties = row.find(W + "trPr")
        change, stands = _change(properties, "ins", "del", accept=accept)
        if not stands:
            hidden.append(Hidden(row, change))
            continue
        column = _count(properties, "gridBefore")
        cells: list[RawCell] = []
        going: dict[int, RawCell] = {}
        for element in children(row, "tc"):
            change_of_cell, cell_stands = _change(element.find(W + "tcPr"), "cellIns", "cellDel", accept=accept)
            if not cell_stands:
                hidden.append(Hidden(element, change_of_cell))
                continue
            made = _cell(element, column)
            made.change = change_of_cell
            merge = element.find(f"{W}tcPr/{W}vMerge")
            above = open_cells.get(column)
            if (
                merge is not None
                and val(merge, default="continue") != "restart"
                and above is not None
                and above.colspan == made.colspan
            ):
                if id(above) not in {id(cell) for cell in going.values()}:
                    above.rowspan += 1
                above.covered.append(element)
                going[column] = above
            elif _joined_left(element) and cells:
                cells[-1].colspan += made.colspan
                cells[-1].covered.append(element)
            else:
                cells.append(made)
                if merge is not None:
                    going[column] = made
            column += made.colspan
        open_cells = going
        found.append(RawRow(row, cells, properties is not None and bool(on(properties.find(W + "tblHeader"))), change))
    return found


def _change(properties: Any, inserted: str, deleted: str, *, accept: bool) -> tuple[Any, bool]:
    """The open change of a row or cell, and whether it stands in the chosen reading."""
    for name, stands in ((inserted, accept), (deleted, not accept)):
        change = properties.find(W + name) if properties is not None else None
        if change is not None:
            return change, stands
    return None, True


def head_rows(table: list[RawRow], styles: Styles) -> int:
    """How many rows are the head: those Word repeats on each page, else first rows that alone are shaded or bold."""
    marked = 0
    for row in table:
        if not row.head:
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
    return all((p := next(run.iterancestors(W + "p"), None)) is not None and styles.is_bold(run, p) for run in runs)


def is_filled(properties: Any) -> bool:
    """Whether a cell or paragraph has a background of its own."""
    shade = properties.find(W + "shd") if properties is not None else None
    return shade is not None and val(shade, "fill").lower() not in PLAIN_FILLS


def _cell(element: Any, column: int) -> RawCell:
    properties = first_child(element, W + "tcPr")
    return RawCell(element, column, colspan=max(_count(properties, "gridSpan"), 1), shaded=is_filled(properties))


def _joined_left(element: Any) -> bool:
    merge = element.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and val(merge, default="continue") != "restart"


def _count(properties: Any, name: str) -> int:
    value = val(properties.find(W + name)) if properties is not None else ""
    return min(int(value), 100) if value.isdigit() else 0
