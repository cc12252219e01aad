"""Warnings and notes of every build."""

from __future__ import annotations

import pytest

from tests.sops.word.build import abstract, level, num, p, r, tbl, tc, tr, typed_lines, use
from tests.sops.word.files import lost, read, summary, whole
from tests.sops.word.inline import OFFICE_LINK, box, either, shape


def test_a_text_box_written_for_new_and_old_programs_is_read_once() -> None:
    inside = p("箱の中の文。")
    result = read(p(r("前文。"), f"<w:r>{either(shape(inside), box(inside)[5:-6])}</w:r>", r("後文。")))

    assert summary(result) == ["paragraph 前文。後文。", "paragraph 箱の中の文。"]
    assert lost(result) == [("text_box", "")]


def test_a_text_box_that_warns_is_a_warning() -> None:
    assert summary(read(p(box(p("警告"), p("手を触れない。"))))) == ["warning 警告 手を触れない。"]


def test_text_boxes_in_cells_and_in_groups() -> None:
    shapes = f"<wpg:wgp>{shape(p('箱一'))}{shape(p('箱二'))}</wpg:wgp>"
    group = f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='n'/>{shapes}</wp:inline></w:drawing></w:r>"
    result = read(tbl(tr(p(r("値"), box(p("箱の値"))), "37")), p(group))

    assert summary(result) == ["table 値\n箱の値 | 37", "paragraph 箱一", "paragraph 箱二"]


@pytest.mark.parametrize("line", ["〔注意〕手袋を着用する。", "〔警告〕\ufe0f火気厳禁とする。"])
def test_tortoise_shell_brackets_open_a_warning(line: str) -> None:
    assert [block["type"] for block in whole(*typed_lines(f"1　目的\n定める。\n2　手順\n{line}")).content["blocks"]][
        -1
    ] == "warning"


FRAME = "<w:pBdr>" + "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"
SHADE = '<w:shd w:fill="FFFF00"/>'


def framed(*texts: str, properties: str = FRAME) -> list[str]:
    return [p(text, properties=properties) for text in texts]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([tbl(tr(tc(p("警告"), p("手を触れない。"))))], ["warning 警告 手を触れない。"]),
        ([tbl(tr("警告", "手を触れない。"))], ["warning 警告 手を触れない。"]),
        ([tbl(tr("注意"), tr("手を触れない。"))], ["caution 注意 手を触れない。"]),
        ([tbl(tr("", "注記：記録する。"))], ["note 注記：記録する。"]),
        ([tbl(tr("温度", "警告する。"))], ["table 温度 | 警告する。"]),
        (framed("火気厳禁とする。"), ["caution 火気厳禁とする。"]),
        (framed("記録を残す。", properties=SHADE), ["note 記録を残す。"]),
        (framed("見出しの帯"), ["paragraph 見出しの帯"]),
        ([p("※ 記録する。")], ["note ※ 記録する。"]),
        ([p("注意して操作する。")], ["paragraph 注意して操作する。"]),
    ],
)
def test_builds_of_warnings_and_notes(body, expected) -> None:
    assert summary(read(*body)) == expected


def test_framed_neighbours_are_one_box_until_frame_or_keyword_changes() -> None:
    body = [
        *framed("必ず記録する。", "二名で確認する。"), *framed("別の枠である。", properties=SHADE),
        *framed("警告：触れない。", properties=SHADE), p("間。"), *framed("必ず残す。"),
    ]  # fmt: skip

    assert summary(read(*body)) == [
        "caution 必ず記録する。\n二名で確認する。", "note 別の枠である。", "warning 警告：触れない。", "paragraph 間。", "caution 必ず残す。",
    ]  # fmt: skip


def test_numbers_inside_a_box_are_written_out() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)
    cell = tc(p("警告"), p("止める。", properties=num(1)), p("離れる。", properties=num(1)))

    assert summary(read(tbl(tr(cell)), numbering=lists)) == ["warning 警告 (1) 止める。\n(2) 離れる。"]


def test_a_frame_around_steps_is_no_note() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)

    assert summary(read(tbl(tr(tc(p("止める。", properties=num(1))))), numbering=lists)) == ["step (1) 止める。"]


def test_losses_of_a_label_belong_to_its_warning() -> None:
    label = tc(p(f'<w:hyperlink r:id="rL">{r("警告")}</w:hyperlink>'))
    result = read(tbl(tr(label, "触れない。")), relations=OFFICE_LINK)
    (warning,) = [block for block in result.content["blocks"] if block["type"] == "warning"]

    assert [(loss.kind, loss.block) for loss in result.losses if loss.kind == "link"] == [("link", warning["id"])]
