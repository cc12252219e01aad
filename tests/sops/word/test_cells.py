"""Cells as text: nested tables, computed numbers, open changes of rows and cells, broken tables."""

from __future__ import annotations

from tests.sops.word.build import abstract, level, num, p, r, tbl, tc, tr, use
from tests.sops.word.changes import both_readings, deleted
from tests.sops.word.files import lost, read, summary


def test_a_table_in_a_table_is_text_row_by_row() -> None:
    inner = tbl(tr("ロット", "期限"), tr("L1", "3月"))
    result = read(tbl(tr("外", tc(p("前"), inner, p("後")))))

    assert summary(result) == ["table 外 | 前\nロット　期限\nL1　3月\n後"]
    assert lost(result) == [("nested_table", "")]


def test_tables_nested_deep() -> None:
    table = tbl(tr("芯", "x"))
    for name in "yzw":
        table = tbl(tr(tc(table, p()), name))

    assert summary(read(table)) == ["table 芯　x　y　z | w"]


def test_numbers_computed_in_cells_are_written_out() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)"), level(1, "bullet", "・")) + use(1, 0)
    numbered, empty = p("混合する。", properties=num(1)), p(properties=num(1))
    result = read(
        tbl(tr("手順", "印"), tr(tc(numbered, p("静かに", properties=num(1, 1))), tc(empty))), numbering=lists
    )

    assert summary(result) == ["table 手順 | 印 / (1) 混合する。\n・静かに | (2)"]


ROW = '<w:trPr><w:{} w:author="A"/></w:trPr>'


def test_rows_and_cells_inserted_or_deleted_by_open_changes() -> None:
    taken_out = f"<w:tr>{ROW.format('del')}{tc(p(deleted('速度')))}{tc(p(deleted('100 rpm')))}</w:tr>"
    new_cell = tc("CPP", properties='<w:cellIns w:author="A"/>')
    body = tbl(
        tr("項目", "値"),
        tr("温度", "37℃", properties='<w:ins w:author="A"/>'),
        taken_out,
        f"<w:tr>{tc('時間')}{tc('60分')}{new_cell}</w:tr>",
    )

    assert both_readings(body) == (
        ["table 項目 | 値 / 温度 | 37℃ / 時間 | 60分 | CPP"],
        ["table 項目 | 値 / 速度 | 100 rpm / 時間 | 60分"],
    )
    assert {(c.kind, c.text) for c in read(body).tracked} == {
        ("delete", "速度\n100 rpm"),
        ("insert", "温度\n37℃"),
        ("insert", "CPP"),
    }
    assert {(c.kind, c.text) for c in read(body, tracked="reject").tracked} == {
        ("delete", "速度"), ("delete", "100 rpm"), ("insert", "温度\n37℃"), ("insert", "CPP"),
    }  # fmt: skip


def test_a_broken_table_loses_no_text() -> None:
    first = f"<w:tr>{tc('a')}{tc('b')}{p('行の中の段落')}</w:tr>"
    second = f"<w:tr><w:tc>{r('裸')}</w:tc>{tc('d')}</w:tr>"
    broken = f"<w:tbl>{p('表の中の段落')}{first}{second}</w:tbl>"

    assert summary(read(broken)) == ["table a | b / 裸 | d", "paragraph 表の中の段落", "paragraph 行の中の段落"]
