"""Warnings and notes of every build."""

from __future__ import annotations

import pytest

from tests.sops.word.build import (
    p,
    r,
    tbl,
    tr,
    typed_lines,
)
from tests.sops.word.files import lost, read, summary, whole
from tests.sops.word.inline import (
    box,
    either,
    shape,
)


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
