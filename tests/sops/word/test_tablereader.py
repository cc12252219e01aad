"""What a table is: a block, the header of the document, or nothing."""

from __future__ import annotations

import pytest

from tests.sops.word import pictures
from tests.sops.word.build import p, tbl, tc, tr
from tests.sops.word.files import lost, read, summary, whole


def test_a_table_on_the_cover_that_is_the_header_block_is_no_table() -> None:
    result = read(p("文。"), parts={"header1": tbl(tr("文書番号", "SOP-9"), tr("表題", "培養手順書"))})

    assert (result.header["number"], result.content["title"]) == ("SOP-9", "培養手順書")
    assert summary(result) == ["paragraph 文。"]


@pytest.mark.parametrize("table", ["<w:tbl/>", tbl("<w:tr/>"), tbl(tr(tc()))])
def test_a_table_without_text_is_nothing(table) -> None:
    assert summary(read(table, p("後。"))) == ["paragraph 後。"]


def test_only_on_the_cover_is_a_table_of_known_labels_the_header() -> None:
    table = tbl(tr("文書番号", "SOP-9"), tr("版数", "2"))

    assert (read(table).header["number"], whole(table, p("1　目的"), p("定める。")).header["number"]) == ("", "SOP-9")
    assert summary(read(table)) == ["table 文書番号 | SOP-9 / 版数 | 2"]


def test_pictures_in_cells_follow_the_table_and_stamps_stay_behind() -> None:
    def cells(*labels: str) -> str:
        return tbl(tr(*labels), tr(*(tc(pictures.inline("rP", f"印{place}")) for place, _label in enumerate(labels))))

    more = pictures.part("rP", pictures.png())
    ordinary, approval = read(cells("前", "後"), **more), read(cells("作成", "照査", "承認"), **more)

    assert summary(ordinary) == ["table 前 | 後 /  | ", "figure  (印0)", "figure  (印1)"]
    assert summary(approval) == ["table 作成 | 照査 | 承認 /  |  | "]
    assert [loss.detail for loss in approval.losses if loss.kind == "stamp"] == ["印0", "印1", "印2"]
    assert lost(ordinary) == [("picture_moved", "")] * 2


def test_an_approval_table_that_is_the_header_of_the_document_keeps_its_stamps_behind() -> None:
    """There is no block yet that the stamps could belong to."""
    table = tbl(
        tr("文書番号", "SOP-9"), tr("版数", "2"), tr("作成", "照査"), tr("承認", tc(pictures.inline("rP", "承認印")))
    )

    result = whole(table, p("1　目的"), p("定める。"), **pictures.part("rP", pictures.png()))

    assert result.header["number"] == "SOP-9"
    assert [(loss.kind, loss.block) for loss in result.losses if loss.detail == "承認印"] == [("stamp", "")]
