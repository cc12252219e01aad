"""Rows and cells with spans, merged in every way."""

from __future__ import annotations

import pytest

from tests.sops.word.build import p, r, tbl, tc, tr
from tests.sops.word.files import lost, read, summary

START, CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int, more: str = "") -> str:
    return f'<w:gridSpan w:val="{columns}"/>{more}'


BELOW = tc(properties=CONTINUED)


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
            tbl(tr(tc("区分", properties=START), "b"), tr(BELOW, "d"), tr(BELOW, "f")),
            [[("区分", 1, 3), "b"], ["d"], ["f"]],
        ),
        (
            tbl(tr(tc("甲", properties=span(2, START)), "b"), tr(tc(properties=span(2, CONTINUED)), "d")),
            [[("甲", 2, 2), "b"], ["d"]],
        ),
        (
            tbl(tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), "b")),
            [[("a", 2, 1), "b"]],
        ),
        (tbl(tr("a", "b", "c"), tr("d", "e", properties='<w:gridBefore w:val="1"/>')), [["a", "b", "c"], ["d", "e"]]),
        # the second goes on under a cell of another width: it is a cell of its own
        (
            tbl(tr(tc("a", properties=span(2, START)), "b"), tr(tc("c", properties=CONTINUED), "d", "e")),
            [[("a", 2, 1), "b"], ["c", "d", "e"]],
        ),
        # two neighbours that both go on
        (
            tbl(tr(tc("a", properties=START), tc("b", properties=START)), tr(BELOW, BELOW), tr("c", "d")),
            [[("a", 1, 2), ("b", 1, 2)], [], ["c", "d"]],
        ),
        (tbl(tr("a", "b", "c"), tr("d"), tr("e", "f")), [["a", "b", "c"], ["d"], ["e", "f"]]),
        (tbl(tr(tc("a", properties=span(999_999_999)), "b"), tr("c", "d")), [[("a", 100, 1), "b"], ["c", "d"]]),
    ],
    ids=["across", "down", "both", "old way", "first column left out", "other width", "two down", "ragged", "absurd"],
)  # fmt: skip
def test_merged_cells(table, expected) -> None:
    assert rows(table) == expected


def test_text_under_a_merged_cell_is_recorded() -> None:
    result = read(tbl(tr(tc("a", properties=START), "b"), tr(tc("下の語", properties=CONTINUED), "d")))

    assert summary(result) == ["table a | b / d"]
    assert lost(result) == [("covered_cell", "下の語")]


def test_a_cell_merged_with_nothing_above_is_a_cell() -> None:
    assert rows(tbl(tr(tc("a", properties=CONTINUED), "b"), tr("c", "d"))) == [["a", "b"], ["c", "d"]]


def test_rows_and_cells_inside_content_controls() -> None:
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = tbl(
        tr("a", "b"),
        wrap.format(tr("c", "d")),
        f"<w:tr>{wrap.format(tc('e'))}{tc('f')}</w:tr>",
        f"<w:new>{tr('g', 'h')}</w:new>",
    )

    assert summary(read(table)) == ["table a | b / c | d / e | f / g | h"]


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


def test_a_head_cell_over_two_rows_takes_both_into_the_head() -> None:
    def bold(text: str, properties: str = "") -> str:
        return tc(p(r(text, "<w:b/>")), properties=properties)

    table = tbl(
        tr(bold("容器", START), bold("液量", span(2))),
        tr(BELOW, bold("洗浄"), bold("培養")),
        tr("T-75", "10", "15"),
    )
    (block,) = [block for block in read(table).content["blocks"] if block["type"] == "table"]

    assert block["head_rows"] == 2
