"""The second, independent reading of a file, by which an import is proved."""

from __future__ import annotations

from sops.word.filetexts import file_lines
from tests.sops.word.build import docx, p, r, t, tbl, tc, tr
from tests.sops.word.changes import BY
from tests.sops.word.inline import RAISED, box, either

FRAME = box(p("箱。"))


def lines(*body: str, reading: str = "accept", **more) -> list[tuple[str, bool]]:
    return [("".join(line.nodes), line.flow) for line in file_lines(docx(*body, **more), reading)]


def test_every_text_node_of_every_part_is_read_the_main_part_first() -> None:
    body = p(r("一"), r("二"), f"<w:r><w:br/>{t('三')}</w:r>")

    assert lines(body, tbl(tr("四")), parts={"header1": p("頁眉"), "comments": p("注")}) == [
        ("一二", True), ("三", True), ("四", True), ("頁眉", False), ("注", False),
    ]  # fmt: skip


def test_the_order_of_text_boxes_and_of_text_outside_cells_does_not_count() -> None:
    broken = f"<w:tbl>{p('迷子')}<w:tr>{tc('a')}</w:tr></w:tbl>"

    assert lines(p(r("文。"), FRAME), broken) == [("文。", True), ("箱。", False), ("迷子", False), ("a", True)]


def test_content_written_twice_is_read_once() -> None:
    assert lines(p(either(r("新"), r("旧"))), p(either("", r("旧だけ")))) == [("新", True), ("旧だけ", True)]


def test_settings_and_styles_are_no_text() -> None:
    assert lines(p("一"), parts={"settings": t("設定"), "docData.xml": f"<x>{'値'}</x>"}) == [("一", True)]


def test_a_raised_digit_is_not_a_digit_in_the_line() -> None:
    change = f"<w:rPr><w:rPrChange {BY}><w:rPr>{RAISED}</w:rPr></w:rPrChange></w:rPr>"
    plain, raised = (lines(p(r("10"), r("3", properties))) for properties in ("", RAISED))
    changed = p(r("10"), f"<w:r>{change}{t('3')}</w:r>")

    assert plain == [("103", True)]
    assert raised != plain
    assert (lines(changed), lines(changed, reading="reject")) == (plain, raised)
