"""Tables: merged cells of every build, tables in tables, broken ones."""

from __future__ import annotations

import pytest

from tests.sops.word import pictures
from tests.sops.word.build import abstract, level, num, p, r, tbl, tc, tr, use
from tests.sops.word.files import lost, read, told

START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int, more: str = "") -> str:
    return f'<w:gridSpan w:val="{columns}"/>{more}'


def rows(*body: str, **more) -> list[list]:
    """Rows of the only table; merged cells as (text, columns, rows)."""
    (table,) = [block for block in read(*body, **more).content["blocks"] if block["type"] == "table"]
    return [
        [(c["text"], c["colspan"], c["rowspan"]) if (c["colspan"], c["rowspan"]) != (1, 1) else c["text"] for c in row]
        for row in table["rows"]
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (tbl(tr(tc("頭", properties=span(3))), tr("a", "b", "c")), [[("頭", 3, 1)], ["a", "b", "c"]]),
        (
            tbl(tr(tc("区分", properties=START), "b"), tr(tc(properties=GOES_ON), "d"), tr(tc(properties=GOES_ON), "f")),
            [[("区分", 1, 3), "b"], ["d"], ["f"]],
        ),
        (
            tbl(tr(tc("甲", properties=span(2, START)), "b"), tr(tc(properties=span(2, GOES_ON)), "d")),
            [[("甲", 2, 2), "b"], ["d"]],
        ),
        (tbl(tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), "b")), [[("a", 2, 1), "b"]]),
        (tbl(tr("a", "b", "c"), tr("d", "e", properties='<w:gridBefore w:val="1"/>')), [["a", "b", "c"], ["d", "e"]]),
        # the second goes on under a cell of another width: it is a cell of its own
        (tbl(tr(tc("a", properties=span(2, START)), "b"), tr(tc("c", properties=GOES_ON), "d", "e")), [[("a", 2, 1), "b"], ["c", "d", "e"]]),
        # two neighbours that both go on
        (
            tbl(tr(tc("a", properties=START), tc("b", properties=START)), tr(tc(properties=GOES_ON), tc(properties=GOES_ON)), tr("c", "d")),
            [[("a", 1, 2), ("b", 1, 2)], [], ["c", "d"]],
        ),
        (tbl(tr("a", "b", "c"), tr("d"), tr("e", "f")), [["a", "b", "c"], ["d"], ["e", "f"]]),
        (tbl(tr(tc("a", properties=span(999_999_999)), "b"), tr("c", "d")), [[("a", 100, 1), "b"], ["c", "d"]]),
    ],
    ids=["across", "down", "both", "old way", "first column left out", "other width", "two down", "ragged", "absurd"],
)  # fmt: skip
def test_merged_cells(table, expected) -> None:
    assert rows(table) == expected


def test_words_under_a_merged_cell_are_named() -> None:
    result = read(tbl(tr(tc("a", properties=START), "b"), tr(tc("下の語", properties=GOES_ON), "d")))

    assert told(result) == ["table a | b / d"]
    assert lost(result) == [("covered_cell", "下の語")]


def test_a_cell_that_goes_on_from_nothing_is_a_cell() -> None:
    assert rows(tbl(tr(tc("a", properties=GOES_ON), "b"), tr("c", "d"))) == [["a", "b"], ["c", "d"]]


def test_a_table_in_a_table_is_told_line_by_line() -> None:
    inner = tbl(tr("ロット", "期限"), tr("L1", "3月"))
    result = read(tbl(tr("外", tc(p("前"), inner, p("後")))))

    assert told(result) == ["table 外 | 前\nロット　期限\nL1　3月\n後"]
    assert lost(result) == [("nested_table", "")]


def test_tables_nested_deep() -> None:
    table = tbl(tr("芯", "x"))
    for name in "yzw":
        table = tbl(tr(tc(table, p()), name))

    assert told(read(table)) == ["table 芯　x　y　z | w"]


def test_rows_and_cells_inside_content_controls() -> None:
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = tbl(
        tr("a", "b"),
        wrap.format(tr("c", "d")),
        f"<w:tr>{wrap.format(tc('e'))}{tc('f')}</w:tr>",
        f"<w:new>{tr('g', 'h')}</w:new>",
    )

    assert told(read(table)) == ["table a | b / c | d / e | f / g | h"]


def test_numbers_word_prints_in_cells_are_written_out() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)"), level(1, "bullet", "・")) + use(1, 0)
    numbered, empty = p("混合する。", properties=num(1)), p(properties=num(1))
    result = read(
        tbl(tr("手順", "印"), tr(tc(numbered, p("静かに", properties=num(1, 1))), tc(empty))), numbering=lists
    )

    assert told(result) == ["table 手順 | 印 / (1) 混合する。\n・静かに | (2)"]


@pytest.mark.parametrize(
    ("table", "head"),
    [
        (tbl(tr("項目", "値", properties="<w:tblHeader/>"), tr("温度", "37℃")), 1),
        (
            tbl(
                tr(tc("項目", properties='<w:shd w:fill="D9D9D9"/>'), tc("値", properties='<w:shd w:fill="D9D9D9"/>')),
                tr("温度", "37℃"),
            ),
            1,
        ),
        (tbl(tr(tc(p(r("項目", "<w:b/>"))), tc(p(r("値", "<w:b/>")))), tr("温度", "37℃")), 1),
        (tbl(tr("項目", "値"), tr("温度", "37℃")), 0),
        (tbl(tr(tc(p(r("項目", "<w:b/>"))), "値"), tr("温度", "37℃")), 0),
    ],
    ids=["repeated", "shaded", "bold", "plain", "half bold"],
)
def test_head_rows(table, head) -> None:
    (block,) = [block for block in read(table).content["blocks"] if block["type"] == "table"]

    assert block["head_rows"] == head


def test_captions_join_the_table_below_and_the_picture_above() -> None:
    result = read(
        p("表1　試薬"), tbl(tr("a", "b"), tr("c", "d")), p("表2に示す。"),
        pictures.inline("rP", "曲線の絵"), p("図1　曲線"), p("表3　何もない"), **pictures.part("rP", pictures.png()),
    )  # fmt: skip

    assert [(b["type"], b.get("caption", "")) for b in result.content["blocks"][1:]] == [
        ("table", "表1　試薬"),
        ("paragraph", ""),
        ("figure", "図1　曲線"),
        ("paragraph", ""),
    ]
    assert result.content["blocks"][-1]["text"] == "表3　何もない"


@pytest.mark.parametrize("table", ["<w:tbl/>", tbl("<w:tr/>"), tbl(tr(tc()))])
def test_a_table_without_words_is_nothing(table) -> None:
    assert told(read(table, p("後。"))) == ["paragraph 後。"]


def test_a_broken_table_loses_no_words() -> None:
    broken = f"<w:tbl>{p('表の中の段落')}<w:tr>{tc('a')}{tc('b')}{p('行の中の段落')}</w:tr><w:tr><w:tc>{r('裸')}</w:tc>{tc('d')}</w:tr></w:tbl>"

    assert told(read(broken)) == ["table a | b / 裸 | d", "paragraph 表の中の段落", "paragraph 行の中の段落"]


def test_a_table_on_the_cover_that_is_the_header_block_is_no_table() -> None:
    result = read(p("文。"), parts={"header1": tbl(tr("文書番号", "SOP-9"), tr("表題", "培養手順書"))})

    assert (result.header["number"], result.content["title"]) == ("SOP-9", "培養手順書")
    assert told(result) == ["paragraph 文。"]
