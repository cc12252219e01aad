"""Tables, row by row and column by column."""

from __future__ import annotations

import pytest

from sops.comparison.compare import compare
from sops.comparison.document import Document
from sops.comparison.tables import grid
from tests.sops.comparison.documents import document, section, table


def test_rows_added_and_removed_leave_the_others_alone() -> None:
    old = document(section("基準", table(["項目", "値"], ["温度", "37℃"], ["時間", "30分"], ["圧力", "5 Pa"])))
    new = document(section("基準", table(["項目", "値"], ["湿度", "50％"], ["温度", "37℃"], ["圧力", "6 Pa"])))

    assert {(c.kind, c.what, c.old, c.new) for c in compare(old, new)} == {
        ("added", "row", "", "湿度 | 50％"),
        ("removed", "row", "時間 | 30分", ""),
        ("changed", "text", "5 Pa", "6 Pa"),
    }


WORK = ["容器を消毒する。", "検体を受け取る。", "検体を２回洗浄する。", "遠心する（300×g、5分）。", "結果を記録する。"]


@pytest.mark.parametrize("number", ["{n}", "({n})", "S-{n}", "2.{n}", "{n}."])
@pytest.mark.parametrize("beside", [True, False], ids=["own column", "in front"])
def test_the_numbers_of_rows_are_no_content(number, beside) -> None:
    def made(texts):
        rows = [
            [number.format(n=n), text, "製造"] if beside else [f"{number.format(n=n)} {text}", "製造"]
            for n, text in enumerate(texts, 1)
        ]
        return document(section("手順", table(["No.", "作業内容", "担当"] if beside else ["作業", "担当"], *rows)))

    def told(new):
        return [(c.kind, c.what) for c in compare(made(WORK), made(new))]

    assert told([*WORK[:2], "ラベルを照合する。", *WORK[2:]]) == [("added", "row")]
    assert told([*WORK[:1], *WORK[2:]]) == [("removed", "row")]
    assert told([WORK[0], WORK[2], WORK[1], *WORK[3:]]) == [("moved", "row")]
    assert told([*WORK[:3], "遠心する（300×g、15分）。", WORK[4]]) == [("changed", "text")]
    assert (
        compare(made(WORK), made([WORK[0], WORK[2], WORK[1], *WORK[3:]]))[0].class_ == "critical"
    )  # counted rows are an order of work


def test_figures_that_rise_by_one_are_content() -> None:
    def made(*days):
        return document(
            section(
                "手順", table(["培養日", "作業"], *([str(day), f"作業{'甲乙丙丁'[n]}"] for n, day in enumerate(days)))
            )
        )

    assert {c.kind for c in compare(made(1, 2, 3), made(2, 3, 4))} != set()


def test_columns_that_change_places_are_moved() -> None:
    old = document(section("手順", table(["作業", "担当"], ["消毒する。", "製造"], ["記録する。", "QC"])))
    new = document(section("手順", table(["担当", "作業"], ["製造", "消毒する。"], ["QC", "記録する。"])))

    assert [(c.kind, c.what) for c in compare(old, new)] == [("moved", "column")]


def test_an_added_column_is_one_change() -> None:
    old = document(section("基準", table(["項目", "値"], ["温度", "37℃"], ["時間", "30分"])))
    new = document(section("基準", table(["項目", "区分", "値"], ["温度", "CPP", "37℃"], ["時間", "CPP", "30分"])))

    assert [(c.kind, c.what, c.new) for c in compare(old, new)] == [("added", "column", "区分 | CPP | CPP")]


def test_merged_cells_grow_without_a_change_and_change_once() -> None:
    def merged(*values, group="工程"):
        first = [{"text": group, "rowspan": len(values)}, *({"text": t} for t in values[0])]
        return document(section("基準", table(["区分", "項目", "値"], first, *values[1:])))

    old = merged(["温度", "37℃"], ["時間", "30分"])
    grown = merged(["温度", "37℃"], ["時間", "30分"], ["圧力", "5 Pa"])
    renamed = merged(["温度", "37℃"], ["時間", "30分"], group="培養")

    assert [(c.kind, c.what) for c in compare(old, grown)] == [("added", "row")]
    assert [(c.kind, c.old, c.new) for c in compare(old, renamed)] == [("changed", "工程", "培養")]


def test_a_merged_cell_stands_at_every_place_it_covers() -> None:
    merged = table([{"text": "区分", "rowspan": 2}, "項目"], ["温度"], [{"text": "合計", "colspan": 2}])
    found = grid(Document(document(merged), "ja"), merged[0])

    assert [[place.text if place else None for place in row] for row in found] == [
        ["区分", "項目"],
        ["区分", "温度"],
        ["合計", "合計"],
    ]


def test_a_cell_wider_than_any_page_is_bounded() -> None:
    wide = table([{"text": "a", "colspan": 10**6, "rowspan": 10**6}])
    found = grid(Document(document(wide), "ja"), wide[0])

    assert (len(found), len(found[0])) == (1, 300)
