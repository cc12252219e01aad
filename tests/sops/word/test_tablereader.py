"""What a table is: a block, the header of the document, or nothing."""

from __future__ import annotations

import pytest

from tests.sops.word.build import (
    p,
    tbl,
    tc,
    tr,
)
from tests.sops.word.files import read, summary


def test_a_table_on_the_cover_that_is_the_header_block_is_no_table() -> None:
    result = read(p("文。"), parts={"header1": tbl(tr("文書番号", "SOP-9"), tr("表題", "培養手順書"))})

    assert (result.header["number"], result.content["title"]) == ("SOP-9", "培養手順書")
    assert summary(result) == ["paragraph 文。"]


@pytest.mark.parametrize("table", ["<w:tbl/>", tbl("<w:tr/>"), tbl(tr(tc()))])
def test_a_table_without_text_is_nothing(table) -> None:
    assert summary(read(table, p("後。"))) == ["paragraph 後。"]
