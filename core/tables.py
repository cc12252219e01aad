"""Tables as CSV and Excel files.

What people typed stays text: a cell never becomes a formula when the file is opened.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """Returns `text` with an apostrophe in front where a spreadsheet would take it for a formula (OWASP)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(table: Iterable[Sequence[str]]) -> bytes:
    """CSV as UTF-8 with a byte order mark, which spreadsheets need to read Vietnamese."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Iterable[Sequence[str]]) -> bytes:
    """An Excel file of one sheet, every cell typed as text,
    so that nothing is calculated and no leading zero is lost.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sổ gốc")
    for place, row in enumerate(table):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=_printable(text))
            cell.data_type = "s"
            cell.number_format = "@"
            if place == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(text: str) -> str:
    """Text without control characters, which XML does not allow."""
    return "".join(char for char in text if char >= " " or char in "\t\n\r")
