"""Compares tables by row and by column, with merged cells repeated in every position they cover."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.units.reading import BOUND
from sops.comparison.alignment import Entry, match, out_of_order
from sops.comparison.document import Document, form

_WIDEST = 300
# the number of a row as tables count them: 1, (2), 3., ④, S-5, 2.1; then the end, or words that are no unit
_COUNT = re.compile(
    r"(?P<before>[(\[]?(?:[A-Za-z]{1,3}[-.]?|(?:\d+[.-])+)?)(?P<number>\d+)(?P<behind>[)\]]?[.:、]?)(?P<rest>\s*)"
    rf"(?![\d.,]|{BOUND}|\s?[%°℃A-Za-zµμ])"
)
_COUNTS = re.compile(
    r"no\.?|№|#|stt|tt|id|step|bước|(?:項目?|手順|工程|整理)?番号|項番|項|手順|順序?", re.IGNORECASE
)  # headers of a column of bare numbers


@dataclass(frozen=True)
class Place:
    """One position of the grid and the written cell that covers it."""

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
            across, down = (
                min(int(cell.get("colspan") or 1), _WIDEST),
                min(int(cell.get("rowspan") or 1), len(rows) - r),
            )
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
    numbered: bool = False  # the rows are counted: their order is an order of work
    name: str = ""  # first words of the row with the changed cell


def compare_tables(
    old_document: Document, old: Mapping[str, Any], new_document: Document, new: Mapping[str, Any]
) -> Iterator[TableChange]:
    a, b = grid(old_document, old), grid(new_document, new)
    head_a, head_b = int(old.get("head_rows") or 0), int(new.get("head_rows") or 0)
    columns = _columns(a, b, head_a, head_b)
    for x in range(len(b[0]) if b else 0):
        if x not in columns.values():
            yield TableChange("column", "added", [], _distinct(row[x] for row in b), -1, head=True)
    for x in range(len(a[0]) if a else 0):
        if x not in columns:
            yield TableChange("column", "removed", _distinct(row[x] for row in a), [], -1, head=True)
    for x in out_of_order(list(columns.items())):
        yield TableChange(
            "column", "moved", _distinct(row[x] for row in a), _distinct(row[columns[x]] for row in b), -1, head=True
        )
    top_a, top_b = max(head_a, 1), max(head_b, 1)  # few files mark the header row
    counted = {x for x, y in columns.items() if _counted(a, x, top_a) and _counted(b, y, top_b)}
    said_a = _said(a, counted)
    said_b = _said(b, {columns[x] for x in counted})
    rows = _rows(
        [[row[x] for x in sorted(columns)] for row in said_a],
        [[row[columns[x]] for x in sorted(columns)] for row in said_b],
        head_a,
        head_b,
    )
    moved = out_of_order([(i, j) for i, j in rows.items() if i >= head_a])
    back = {j: i for i, j in rows.items()}
    seen: set[tuple[str, str]] = set()
    for j, row in enumerate(b):
        if j not in back:
            yield TableChange("row", "added", [], _distinct(row), j, head=j < head_b)
            continue
        i = back[j]
        if i in moved:
            yield TableChange("row", "moved", _distinct(a[i]), _distinct(row), j, numbered=bool(counted))
        for x, y in columns.items():
            was, now = a[i][x], row[y]
            key = (was.path if was else "", now.path if now else "")
            if key in seen:
                continue
            seen.add(key)
            if said_a[i][x] != said_b[j][y]:
                name = next((place.text for place in row if place is not None and place.text and place is not now), "")
                yield TableChange(
                    "cell", "changed", [was] if was else [], [now] if now else [], j, head=j < head_b, name=name
                )
    for i, row in enumerate(a):
        if i not in rows:
            yield TableChange("row", "removed", _distinct(row), [], i, head=i < head_a)


def _counted(table: Grid, x: int, head: int) -> bool:
    """Whether a column numbers its rows: 1, 2, 3 … alone, or each before text.

    Days and doses that happen to rise by one do not count.
    """
    first = table[0][x] if table else None
    if first is not None and _COUNT.match(unicodedata.normalize("NFKC", first.text)):
        head = 0
    places = _distinct(row[x] for row in table[head:])
    found = [_COUNT.match(unicodedata.normalize("NFKC", place.text)) for place in places if place.text]
    if len(found) < 2 or not all(found):
        return False
    numbers = [int(match["number"]) for match in found if match]
    if (
        numbers != list(range(numbers[0], numbers[0] + len(numbers)))
        or len({(match["before"], match["behind"]) for match in found if match}) > 1
    ):
        return False
    alone = all(match and match.end() == len(match.string) for match in found)
    heads = "".join(place.text for place in _distinct(row[x] for row in table[:head]))
    return not alone or not heads or bool(_COUNTS.fullmatch("".join(heads.split())))


def _said(table: Grid, counted: set[int]) -> list[list[str]]:
    """Returns the texts of a table without its row numbers."""

    def bare(text: str) -> str:
        plain = unicodedata.normalize("NFKC", text)
        match = _COUNT.match(plain)
        return plain[match.end() :] if match else text

    return [[bare(_text(place)) if x in counted else _text(place) for x, place in enumerate(row)] for row in table]


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


def _rows(a: list[list[str]], b: list[list[str]], head_a: int, head_b: int) -> dict[int, int]:
    def entries(table: list[list[str]], head: int) -> list[Entry]:
        firsts = [next((text for text in row if text), "") for row in table]
        first = Counter(firsts)
        # the first words name the row where they are the only ones of their kind
        names = [name if name and first[name] == 1 else f"\0{r}" for r, name in enumerate(firsts)]
        return [
            Entry(names[r], "row", tuple(row), " ".join(row), "head" if r < head else "body")
            for r, row in enumerate(table)
        ]

    left, right = entries(a, head_a), entries(b, head_b)
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
