"""Page headers and footers: the header block of the document usually stands there, not in the body."""

from __future__ import annotations

from typing import Any

from core.text import nfc
from sops.word import header
from sops.word.builder import ImportBuilder
from sops.word.cells import CellReader, outside_cells, properties_of
from sops.word.header import Pair
from sops.word.names import local_name
from sops.word.paragraphs import ParagraphReader
from sops.word.pending import PendingLosses
from sops.word.tables import CONTENT, children

KINDS = ("header", "footer")


def read_page_headers(reader: ParagraphReader, cells: CellReader, builder: ImportBuilder) -> None:
    """Add the pairs and lines of every page header and footer. Page numbers and logos are recorded as losses."""
    for kind in KINDS:
        for part in dict.fromkeys(reader.package.related(reader.package.main, kind)):
            with reader.in_part(part):
                for pair in _pairs(reader.package.xml(part), cells, reader.losses):
                    if header.key_of(pair.label) == "pages" and not any(char.isalnum() for char in pair.value):
                        for text in filter(None, (pair.label, pair.between, pair.value)):
                            reader.losses.add("page_number", text)
                    elif pair.label or pair.value:
                        builder.add_header_pairs([Pair(nfc(pair.label), nfc(pair.value), pair.between)], kind)
                builder.settle(None, where=kind)


def _pairs(parent: Any, cells: CellReader, losses: PendingLosses) -> list[Pair]:
    found: list[Pair] = []
    for properties in properties_of(parent):
        losses.add_misplaced(properties)
    for child in children(parent, *CONTENT):
        if local_name(child) == "tbl":
            rows = [[cells.read(cell.element) for cell in row.cells] for row in cells.rows(child)]
            contents = [content for row in rows for content in row]
            found += header.table_pairs([[content.text for content in row] for row in rows])
            found += _pairs(list(outside_cells(child)), cells, losses)
        else:
            contents = [cells.read([child])]
            for text in contents[0].text.split("\n"):
                found += header.inline_pairs(text) or [Pair("", text)]
        for key, description in (picture for content in contents for picture in content.pictures):
            losses.add("picture_header", detail=description, mark=key)
    return found
