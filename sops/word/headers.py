"""Page headers and footers: the header block of the document usually stands there, not in the body."""

from __future__ import annotations

from typing import Any

from core.text import nfc
from sops.word import header as head
from sops.word.assemble import Assembler
from sops.word.header import Pair
from sops.word.names import local
from sops.word.tablereader import cell_text, outside_cells, properties_of, standing_rows
from sops.word.tables import STANDING, children

KINDS = ("header", "footer")


def read_headers(walker: Assembler) -> None:
    """Add the pairs and lines of every page header and footer to `walker.raw`. Page numbers and logos are named as losses."""
    reader = walker.reader
    for kind in KINDS:
        for part in dict.fromkeys(reader.package.related(reader.package.main, kind)):
            reader.part = part
            for pair in _pairs(walker, reader.package.xml(part)):
                if head.key_of(pair.label) == "pages" and not any(char.isalnum() for char in pair.value):
                    for said in filter(None, (pair.label, pair.between, pair.value)):
                        reader.lose("page_number", said)
                elif pair.label or pair.value:
                    walker.raw.append(Pair(nfc(pair.label), nfc(pair.value), pair.between).as_dict(kind))
            for loss in reader.pending:
                loss.where = kind
            walker.settle(None)
    reader.part = reader.package.main


def _pairs(walker: Assembler, parent: Any) -> list[Pair]:
    found: list[Pair] = []
    for properties in properties_of(parent):
        walker.reader.lose_misplaced(properties)
    for child in children(parent, *STANDING):
        pictures: list[tuple[str, str]] = []
        if local(child) == "tbl":
            grid = [
                [cell_text(walker, cell.element, pictures) for cell in row.cells]
                for row in standing_rows(walker, child)
            ]
            found += head.table_pairs(grid) + _pairs(walker, list(outside_cells(child)))
        else:
            for text in cell_text(walker, [child], pictures).split("\n"):
                found += head.inline_pairs(text) or [Pair("", text)]
        for key, alt in pictures:
            walker.reader.lose("picture_header", detail=alt, mark=key)
    return found
