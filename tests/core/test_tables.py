"""Tables as files: what people typed stays text, whatever program opens it."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from core.tables import as_csv, as_xlsx, safe


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(sign):
    assert safe(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["", "0123", "a=b", "Nguyễn"])
def test_other_text_stays_as_it_is(text):
    assert safe(text) == text


def test_csv_begins_with_the_mark_that_vietnamese_needs_and_holds_no_formula():
    assert as_csv([["Tên", "Giờ"], ["=1+1", 'a"b']]) == '\ufeffTên,Giờ\r\n\'=1+1,"a""b"\r\n'.encode()


def test_excel_cells_are_text_without_control_characters():
    sheet = load_workbook(io.BytesIO(as_xlsx([["Số"], ["=1+1"], ["007"], ["a\x07b"]]))).active

    assert [(cell.value, cell.data_type, cell.number_format) for (cell,) in sheet] == [
        ("Số", "s", "@"), ("=1+1", "s", "@"), ("007", "s", "@"), ("ab", "s", "@"),
    ]  # fmt: skip
    assert [cell.font.bold for (cell,) in sheet] == [True, False, False, False]
