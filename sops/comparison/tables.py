"""Tables row by row and column by column, with merged cells spread over the places they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sops.comparison.alignment import Entry, match, out_of_order
from sops.comparison.document import Document, form

_WIDEST = 300


@dataclass(frozen=True)
class Place:
    """One place of the grid and the written cell that covers it."""

    text: str
    path: str
    cell: Mapping[str, Any]


Grid = list[list[Place | None]]


def grid(document: Document, block: Mapping[str, Any]) -> Grid:
    rows = block.get("rows", ())
    places: dict[tuple[int, int], Place] = {}
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for n, cell in enumerate(row):
            while (r, column) in places:
                column += 1
            place = Place(form(document.say(cell.get("text"))), f"{block['id']}.r{r}c{n}", cell)
            across, down = min(int(cell.get("colspan") or 1), _WIDEST), min(int(cell.get("rowspan") or 1), len(rows) - r)
            for y in range(r, r + down):
                for x in range(column, column + across):
                    places[y, x] = place
            column += across
            width = max(width, column)
    return [[places.get((r, x)) for x in range(width)] for r in range(len(rows))]


@dataclass(frozen=True)
class TableChange:
    what: str  # cell, row, column
    kind: str
    old: list[Place]
    new: list[Place]
    row: int  # in the new table, for order; of removed rows in the old one
    head: bool = False
    name: str = ""  # of the row a changed cell stands in: its first words


def compare_tables(old_document: Document, old: Mapping[str, Any], new_document: Document, new: Mapping[str, Any]) -> Iterator[TableChange]:
    a, b = grid(old_document, old), grid(new_document, new)
    head_a, head_b = int(old.get("head_rows") or 0), int(new.get("head_rows") or 0)
    columns = _columns(a, b, head_a, head_b)
    for x in range(len(b[0]) if b else 0):
        if x not in columns.values():
            yield TableChange("column", "added", [], _distinct(row[x] for row in b), -1, head=True)
    for x in range(len(a[0]) if a else 0):
        if x not in columns:
            yield TableChange("column", "removed", _distinct(row[x] for row in a), [], -1, head=True)
    kept_a, kept_b = sorted(columns), [columns[x] for x in sorted(columns)]
    rows = _rows(a, b, kept_a, kept_b, head_a, head_b)
    moved = out_of_order([(i, j) for i, j in rows.items() if i >= head_a])
    back = {j: i for i, j in rows.items()}
    seen: set[tuple[str, str]] = set()
    for j, row in enumerate(b):
        if j not in back:
            yield TableChange("row", "added", [], _distinct(row), j, head=j < head_b)
            continue
        i = back[j]
        if i in moved:
            yield TableChange("row", "moved", _distinct(a[i]), _distinct(row), j)
        for x, y in columns.items():
            was, now = a[i][x], row[y]
            key = (was.path if was else "", now.path if now else "")
            if key in seen:
                continue
            seen.add(key)
            if _text(was) != _text(now):
                name = next((place.text for place in row if place is not None and place.text and place is not now), "")
                yield TableChange("cell", "changed", [was] if was else [], [now] if now else [], j, head=j < head_b, name=name)
    for i, row in enumerate(a):
        if i not in rows:
            yield TableChange("row", "removed", _distinct(row), [], i, head=i < head_a)


def _text(place: Place | None) -> str:
    return place.text if place else ""


def _distinct(places: Any) -> list[Place]:
    found: dict[str, Place] = {place.path: place for place in places if place is not None}
    return list(found.values())


def _columns(a: Grid, b: Grid, head_a: int, head_b: int) -> dict[int, int]:
    width_a, width_b = len(a[0]) if a else 0, len(b[0]) if b else 0
    heads_a = [tuple(_text(row[x]) for row in a[: max(head_a, 1)]) for x in range(width_a)]
    heads_b = [tuple(_text(row[x]) for row in b[: max(head_b, 1)]) for x in range(width_b)]
    if width_a == width_b and (sorted(heads_a) != sorted(heads_b) or heads_a == heads_b):
        return {x: x for x in range(width_a)}
    texts_a = [" ".join(_text(row[x]) for row in a if row[x]) for x in range(width_a)]
    texts_b = [" ".join(_text(row[x]) for row in b if row[x]) for x in range(width_b)]
    return match(
        [Entry(str(x), "column", heads_a[x], texts_a[x]) for x in range(width_a)],
        [Entry(str(x), "column", heads_b[x], texts_b[x]) for x in range(width_b)],
        by_id=False,
    )


def _rows(a: Grid, b: Grid, kept_a: list[int], kept_b: list[int], head_a: int, head_b: int) -> dict[int, int]:
    def entries(table: Grid, kept: list[int], head: int) -> list[Entry]:
        texts = [tuple(_text(row[x]) for x in kept) for row in table]
        first = Counter(row[0] for row in texts if row)
        # the first cell names the row where it is the only one of its kind
        names = [row[0] if row and row[0] and first[row[0]] == 1 else f"\0{r}" for r, row in enumerate(texts)]
        return [Entry(names[r], "row", row, " ".join(row), "head" if r < head else "body") for r, row in enumerate(texts)]

    left, right = entries(a, kept_a, head_a), entries(b, kept_b, head_b)
    named = {e.id for e in left} & {e.id for e in right}
    left = [
        e if e.id in named and not e.id.startswith("\0") else Entry(f"a{r}", e.kind, e.signature, e.text, e.home)
        for r, e in enumerate(left)
    ]
    right = [
        e if e.id in named and not e.id.startswith("\0") else Entry(f"b{r}", e.kind, e.signature, e.text, e.home)
        for r, e in enumerate(right)
    ]
    return match(left, right, by_id=True)
