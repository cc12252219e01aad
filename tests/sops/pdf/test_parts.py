"""What a controlled copy is made of: nothing is lost at the foot of a page, steps stay in one piece where they can."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from sops.pdf import parts
from sops.pdf.parts import Bare, Duo, Gap, Qr, Stack, block, duo, step, values, words
from sops.reading.reading import Part, Step, Value

WIDTH = 170 * mm
LONG = "Ủ với collagenase, quan sát mỗi 10 phút và ghi vào phiếu theo dõi lô. " * 40


def laid(flowable: Flowable, height: float = 1000 * mm) -> float:
    """The height of a flowable on a page as wide as ours."""
    return flowable.wrapOn(Canvas(io.BytesIO()), WIDTH, height)[1]


def broken(flowable: Flowable, height: float) -> list[Flowable]:
    canvas = Canvas(io.BytesIO())
    flowable.wrapOn(canvas, WIDTH, height)
    return flowable.splitOn(canvas, WIDTH, height)


def text_of(flowable: Any) -> str:
    """The words of a flowable and of all it holds."""
    if isinstance(flowable, Paragraph):
        return flowable.getPlainText()
    if isinstance(flowable, Duo):
        return " ".join(text_of(part) for part in (flowable.left, flowable.right) if part)
    if isinstance(flowable, Stack):
        return " ".join(text_of(part) for part in flowable.parts)
    if isinstance(flowable, Table):
        return " ".join(text_of(part) for row in flowable._cellvalues for cell in row for part in cell)
    return ""


def printed(tmp_path: Path, *flowables: Flowable) -> str:
    """The words of flowables as printed, each on a page of its own."""
    paper = Canvas(str(tmp_path / "parts.pdf"), pagesize=(WIDTH, 2000 * mm))
    for flowable in flowables:
        height = flowable.wrapOn(paper, WIDTH, 2000 * mm)[1]
        flowable.drawOn(paper, 0, 2000 * mm - height)
        paper.showPage()
    paper.save()
    command = ["pdftotext", "-raw", tmp_path / "parts.pdf", "-"]
    return "".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def one(**fields: Any) -> Step:
    given = {
        "id": "a",
        "label": "(4)",
        "level": 1,
        "title": "Ủ",
        "second_title": "加温",
        "text": "Ủ mô.",
        "second": "加温する。",
    }
    return Step(**{**given, "values": [], **fields})


VALUE = Value("Nhiệt độ", "温度", "37 ± 0,5 °C", {})


def test_raised_and_lowered_letters_and_footnotes_are_drawn() -> None:
    assert words("OD_(600), x^(n), 24 giờ[*1]", "vi").getPlainText() == "OD600, xn, 24\u00a0giờ*1"


def test_words_of_a_document_are_no_markup() -> None:
    assert words("<b>37</b> & <script>", "vi").getPlainText() == "<b>37</b> & <script>"


def test_a_text_in_one_language_stands_alone() -> None:
    assert [type(duo("Ủ", second, ["vi", "ja"], WIDTH)) for second in ("", "加温")] == [Paragraph, Duo]


def test_two_languages_broken_over_a_page_stay_side_by_side_and_whole(tmp_path: Path) -> None:
    both = Duo(words(LONG, "vi"), words("加温する。", "ja"))
    upper, lower = broken(both, laid(both) / 2)

    assert (type(upper), type(lower)) == (Duo, Duo)
    assert (text_of(both.right), upper.right, lower.right) == ("加温する。", both.right, None)
    said = printed(tmp_path, upper, lower)
    assert [said.count(word) for word in ("collagenase", "phiếu", "加温する。")] == [40, 40, 1]


def test_a_step_that_fits_a_page_moves_to_the_next_in_one_piece() -> None:
    whole = step(one(values=[VALUE] * 9), ["vi", "ja"], WIDTH, lambda key: None)
    height = laid(whole)

    assert (height < parts.PAGE_ROOM, broken(whole, height * 0.9)) == (True, [])


def test_a_step_longer_than_a_page_is_broken_with_its_node_on_the_first_part(tmp_path: Path) -> None:
    whole = step(one(text=LONG * 4), ["vi", "ja"], WIDTH, lambda key: None)
    assert laid(whole) > parts.PAGE_ROOM
    upper, lower = broken(whole, 120 * mm)

    assert (upper.node, lower.node) == ("4", "")
    assert printed(tmp_path, upper, lower).count("collagenase") == 160


def test_a_step_says_its_title_both_texts_and_its_critical_values() -> None:
    drawn = step(one(values=[VALUE]), ["vi", "ja"], WIDTH, lambda key: None)

    assert text_of(drawn).split() == [
        "Ủ", "Ủ", "mô.", "加温加温する。", "Nhiệt", "độ", "温度", "37", "±", "0,5", "°C",
    ]  # fmt: skip
    assert (drawn.node, drawn.critical) == ("4", True)


def test_critical_values_stand_three_in_a_row() -> None:
    table = values([VALUE] * 4, ["vi"], WIDTH)

    assert [[bool(cell) for cell in row] for row in table._cellvalues] == [[True] * 3, [True, False, False]]


def part(kind: str, **fields: Any) -> Part:
    return Part(kind, "p", **{"text": "Dừng máy.", "second": "停止する。", **fields})


@pytest.mark.parametrize("kind", ["paragraph", "note", "warning"])
def test_every_text_stands_on_the_copy_in_both_languages(kind: str) -> None:
    said = text_of(block(part(kind, title="Chú ý", second_title="注意"), ["vi", "ja"], WIDTH, lambda key: None))

    expected = ["Dừng máy.", "停止する。"] + (["Chú ý", "注意"] if kind == "warning" else [])
    assert [text for text in expected if text not in said] == []


def test_items_of_a_list_are_marked_and_stepped_in() -> None:
    items = [part("list_item", text="một", second=""), part("list_item", text="hai", second="", level=2)]
    drawn = block(part("list", items=items), ["vi"], WIDTH, lambda key: None)

    assert [text_of(row) for row in drawn.parts if not isinstance(row, Gap)] == ["• một", "\u00a0" * 4 + "• hai"]


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> dict[str, Any]:
    return {"text": text, "second": "", "colspan": colspan, "rowspan": rowspan, "head": False}


def test_merged_cells_of_a_table_are_merged_on_paper_and_all_words_stay() -> None:
    rows = [[cell("a", 2), cell("b")], [cell("c", 1, 2), cell("d"), cell("e")], [cell("f"), cell("g")]]
    table = block(part("table", text="", second="", rows=rows, head_rows=1), ["vi"], WIDTH, lambda key: None)

    assert isinstance(table, Table)
    assert text_of(table).split() == list("abcdefg")
    assert sorted(table._spanCmds) == [("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]


def test_a_table_with_more_cells_than_places_does_not_stop_the_copy() -> None:
    rows = [[cell("a", 9, 9)], [cell("b")]]

    assert laid(block(part("table", rows=rows), ["vi"], WIDTH, lambda key: None)) > 0


def test_a_picture_fits_the_page_and_one_that_is_gone_is_described() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4000, 9000)).save(out, "PNG")
    figure = part("figure", image="a" * 64, alt="tủ ấm", text="Hình 1", second="")
    there = block(figure, ["vi"], WIDTH, lambda key: out.getvalue())
    gone = block(figure, ["vi"], WIDTH, lambda key: None)

    assert laid(there.parts[0]) <= 120 * mm
    assert [type(drawn) for drawn in (there, gone)] == [Bare, Bare]
    assert (text_of(there).strip(), text_of(gone)) == ("Hình 1", "tủ ấm Hình 1")


def test_the_code_for_checking_keeps_its_size_whatever_it_says() -> None:
    assert {laid(Qr("https://example.test/c/" + "x" * n, 22 * mm)) for n in (1, 60)} == {22 * mm}
