"""A content made ready for comparison."""

from __future__ import annotations

import pytest

from sops.comparison.compare import compare
from sops.comparison.document import Document, form
from tests.sops.comparison.documents import document, prose, section, step, table


@pytest.mark.parametrize("title", ["改訂履歴の管理", "変更履歴の記録手順", "Document history control"])
def test_work_on_the_history_is_no_history(title) -> None:
    old, new = (document(section(title, step(f"履歴表を{years}年間保管する。"))) for years in (5, 3))

    assert [(c.class_, c.formal) for c in compare(old, new)] == [("critical", False)]


def test_blanks_and_the_number_of_a_caption_are_not_compared() -> None:
    assert form(" 組織を \n 洗う。") == form("組織を 洗う。")
    assert form("表1　試薬", "caption") == form("表 2. 試薬", "caption") == "試薬"
    assert form("表1　試薬") == "表1 試薬"


def test_each_block_knows_the_section_around_it() -> None:
    found = Document(
        document(
            prose("前文"), section("準備", section("器具", step("洗う。"), level=2)), section("工程", step("測る。"))
        ),
        "ja",
    )

    assert found.parents == [-1, -1, 1, 2, -1, 4]


def test_a_block_says_the_same_only_with_the_same_values_and_cells() -> None:
    value = {"name": "温度", "comparator": "=", "value": "37", "unit": "°C"}
    blocks = [
        *step("加温する。"),
        *step("加温する。", parameters=[value]),
        *step("加温する。", parameters=[{**value, "value": "38"}]),
        *table(["項目"], ["温度"]),
        *table(["項目"], ["時間"]),
    ]
    found = Document(document(blocks), "ja")

    assert len({found.signature(block) for block in found.blocks}) == 5


def test_captions_are_numbered_as_typed_or_else_counted() -> None:
    found = Document(document(table(["a"], caption="表3　試薬"), table(["b"], caption="器具")), "ja")

    assert found.captions("table") == {0: "3", 1: "2"}


def test_the_history_and_the_approval_block_ask_nothing_of_anybody() -> None:
    found = Document(
        document(
            table(["作成", "照査", "承認"], ["木村", "小林", "楊"]),
            section("手順", step("洗う。"), table(["作成", "照査"])),
            section("改訂履歴", table(["版", "内容"]), section("第1版", prose("制定"), level=2)),
        ),
        "ja",
    )

    assert [found.formal(place) for place in range(len(found.blocks))] == [
        True, False, False, False, True, True, True, True,
    ]  # fmt: skip
