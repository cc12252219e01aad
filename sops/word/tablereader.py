"""Reads a table as a block, as the warning it only frames, or as the header block of the document."""

from __future__ import annotations

from typing import Any

from sops.document.formal import is_approval
from sops.word import header
from sops.word.boxes import Boxes
from sops.word.builder import ImportBuilder
from sops.word.cells import CellContent, CellReader, outside_cells
from sops.word.names import all_text
from sops.word.paragraphs import ParagraphReader
from sops.word.result import Loss
from sops.word.tables import RawRow, head_rows
from sops.word.walker import Walker


class TableReader:
    """Adds the block, box or header pairs that a table is."""

    def __init__(self, reader: ParagraphReader, builder: ImportBuilder, cells: CellReader, boxes: Boxes) -> None:
        self._reader = reader
        self._builder = builder
        self._cells = cells
        self._boxes = boxes

    def read(self, table: Any, walker: Walker) -> None:
        """Add a table, and after it whatever a broken one holds outside its cells."""
        self._boxes.close()
        rows = self._cells.rows(table)
        if any(row.cells for row in rows) and not self._boxes.read_table(rows, walker):
            self._add(rows, on_cover=walker.on_cover)
        self._builder.settle(self._builder.last_block)
        walker.walk(list(outside_cells(table)))

    def _add(self, rows: list[RawRow], *, on_cover: bool) -> None:
        contents = [[self._cells.read(cell.element) for cell in row.cells] for row in rows]
        grid = [[content.text for content in row] for row in contents]
        texts = [text for row in grid for text in row if text]
        for row in rows:
            for cell in row.cells:
                for covered in cell.covered:
                    if text := all_text(covered):
                        self._reader.losses.add("covered_cell", text)
        pairs = header.table_pairs(grid)
        if on_cover and header.is_header(pairs):
            self._builder.add_header_pairs(pairs, "body")
            self._builder.settle(None)
        elif texts:
            self._add_block(rows, grid)
        self._add_pictures(contents, is_approval=is_approval(texts))

    def _add_block(self, rows: list[RawRow], grid: list[list[str]]) -> None:
        cells = [
            [
                {"text": text, "colspan": cell.colspan, "rowspan": cell.rowspan}
                for text, cell in zip(texts, row.cells, strict=True)
            ]
            for texts, row in zip(grid, rows, strict=True)
        ]
        head = head_rows(rows, self._reader.styles)
        self._builder.add_block({"type": "table", "caption": "", "head_rows": head, "rows": cells})

    def _add_pictures(self, contents: list[list[CellContent]], *, is_approval: bool) -> None:
        """Add the pictures of the cells after the table; in an approval table they are stamps, which are recorded."""
        for key, description in (picture for row in contents for content in row for picture in content.pictures):
            if is_approval:
                self._builder.record_loss(Loss("stamp", detail=description), self._builder.last_block)
            else:
                self._builder.add_figure(key, description, moved=True)
