from __future__ import annotations

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from core import pdf


def test_runs_split_by_what_each_font_can_draw():
    assert pdf.runs("Tế bào 幹細胞 MSC") == [
        ("NotoSans-Regular", "Tế bào "),
        ("BIZUDPGothic-Regular", "幹細胞"),
        ("NotoSans-Regular", " MSC"),
    ]


def test_runs_compose_decomposed_vietnamese():
    assert pdf.runs("Nguye\u0302\u0303n") == [("NotoSans-Regular", "Nguyễn")]


def test_runs_japanese_first_keeps_one_face():
    assert pdf.runs("本手順書(MSC)", japanese=True) == [("BIZUDPGothic-Regular", "本手順書(MSC)")]


def test_runs_name_the_characters_no_font_has():
    with pytest.raises(pdf.GlyphMissing) as refused:
        pdf.runs("𠮷野 😀")
    assert refused.value.characters == "𠮷😀"


def test_invisible_characters_are_not_missing():
    assert pdf.runs("30\u2060–\u206045\u202f°C") == [("NotoSans-Regular", "30–45\u00a0°C")]


def _text(data: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


def _page(text: str) -> bytes:
    file = io.BytesIO()
    page = pdf.canvas(file, title=text)
    pdf.draw(page, 40, 800, text, 12)
    pdf.draw(page, 40, 780, text, 12, bold=True)
    page.showPage()
    page.save()
    return file.getvalue()


def test_text_of_a_page_comes_back_whole():
    text = "Nguyễn Thị Thu Hiền 間葉系幹細胞 ≥ 80 % Ω 髙﨑①㈱ ƒ ø"
    assert [line.strip() for line in _text(_page(text)).splitlines()[:2]] == [text, text]


def test_threads_share_the_fonts():
    names = [f"Đặng Thị Ngọc Ánh {n} 幹細胞{chr(0x30A1 + n)}" for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(_page, names))
    assert [_text(page).splitlines()[0].strip() for page in pages] == names


def test_only_embedded_fonts_appear():
    listed = subprocess.run(
        ["pdffonts", "-"], input=_page("Tế bào 幹細胞"), capture_output=True, check=True
    ).stdout.decode()
    assert "Helvetica" not in listed
    assert [line.split()[-5] for line in listed.splitlines()[2:]] == ["yes"] * (len(listed.splitlines()) - 2)
