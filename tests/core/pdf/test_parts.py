"""What both certificates are made of: days in words, the QR code, the signature."""

from __future__ import annotations

import io
import re
import subprocess

import pytest
import segno

from core import pdf
from core.pdf import parts


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-06-15", "ngày 15 tháng 6 năm 2026"),
        ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
        ("2024-01-31", "ngày 31 tháng 01 năm 2024"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2026-12-10", "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_a_day_leaves_no_room_for_a_figure_in_front(day, written):
    assert parts.long_day(day) == written


def test_the_dark_squares_of_the_code_are_those_of_its_text():
    text = "https://example.test/verify/ABCD-1234"
    page = pdf.canvas(io.BytesIO(), title="x")
    before = len(page._code)
    parts.qr(page, text, 10, 20, 80)

    drawn = "\n".join(page._code[before:])
    matrix = segno.make(text, error="m", micro=False, mask=3).matrix
    side = len(matrix)
    dark = {
        (side + 1 - int(y), int(x) - 2 + step)
        for x, y, wide in re.findall(r"^(\d+) (\d+) (\d+) 1 re", drawn, re.MULTILINE)
        for step in range(int(wide))
    }
    assert dark == {(row, column) for row, cells in enumerate(matrix) for column, cell in enumerate(cells) if cell}
    assert f"{80 / (side + 4):.4f} 0 0 {80 / (side + 4):.4f} 10.000 20.000 cm" in drawn


@pytest.mark.parametrize(("on_behalf", "line"), [("", []), ("KT. GIÁM ĐỐC", ["KT. GIÁM ĐỐC"])])
def test_a_deputy_signs_for_somebody(on_behalf, line):
    file = io.BytesIO()
    page = pdf.canvas(file, title="x")
    signer = {"on_behalf": on_behalf, "title": "PHÓ GIÁM ĐỐC", "stamp": "", "name": "Đặng Văn Ánh"}
    payload = {
        "signer": signer,
        "issuer": {"place": {"vi": "Hà Nội"}},
        "issued_on": "2026-02-05",
        "signed_text": "05/02/2026",
    }
    last = parts.signature(page, payload, 200, 700, 300)
    page.showPage()
    page.save()

    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=file.getvalue(), capture_output=True, check=True)
    assert [text.strip() for text in read.stdout.decode().replace("\f", "").splitlines() if text.strip()] == [
        "Hà Nội, ngày 05 tháng 02 năm 2026", *line, "PHÓ GIÁM ĐỐC", "Đặng Văn Ánh", "Ký số 05/02/2026",
    ]  # fmt: skip
    assert last == 700 - 15 * (1 + len(line)) - 36 - 18 - 11 * 1.4 - 1
