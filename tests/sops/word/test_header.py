"""Header blocks of documents."""

from __future__ import annotations

import pytest

from sops.word.header import MAX_LINE, Pair, gather, inline_pairs, is_header, is_kind_word, key_of, table_pairs


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("文書番号", "number"),
        ("文書Ｎｏ．：", "number"),
        ("版 数", "version"),
        ("Ngày ban hành", "established"),
        ("備考", ""),
    ],
)
def test_labels_are_known_in_every_way_of_writing(label, key) -> None:
    assert key_of(label) == key


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("文書番号：SOP-001　版数：第1版", [("文書番号", "：", "SOP-001"), ("版数", "：", "第1版")]),
        ("文書番号　SOP-001", [("文書番号", "", "SOP-001")]),
        ("文書番号　SOP-001　備考　なし", []),  # with blanks alone every label must be known
        ("時刻：9時に開始する", []),
        ("文書番号：" + "x" * MAX_LINE, []),
    ],
)
def test_pairs_in_one_line(line, pairs) -> None:
    assert [(pair.label, pair.between, pair.value) for pair in inline_pairs(line)] == pairs


@pytest.mark.parametrize(
    ("grid", "pairs"),
    [
        ([["文書番号", "SOP-9", "版数", "2"]], [("文書番号", "SOP-9"), ("版数", "2")]),
        ([["文書番号", "版数"], ["SOP-9", "2"]], [("文書番号", "SOP-9"), ("版数", "2")]),
        ([["架空大学", "文書番号", "SOP-9"]], [("架空大学", ""), ("文書番号", "SOP-9")]),
        ([["温度", "37℃"]], [("温度", ""), ("37℃", "")]),
    ],
    ids=["across", "down", "text without label", "other table"],
)
def test_pairs_of_a_table_hold_every_text_of_it(grid, pairs) -> None:
    found = table_pairs(grid)

    assert [(pair.label, pair.value) for pair in found] == pairs
    texts = [text for pair in found for text in (pair.label, pair.value) if text]
    assert sorted(texts) == sorted(text for row in grid for text in row)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([Pair("文書番号", "SOP-9"), Pair("版数", "2")], True),
        ([Pair("文書番号", "SOP-9")], True),
        ([Pair("文書番号", "SOP-9"), Pair("温度", "37℃")], False),
        ([Pair("版数", "2"), Pair("制定日", "2025年10月1日")], False),
        ([Pair("文書番号", "")], False),
    ],
)
def test_a_header_block_names_number_or_title(pairs, expected) -> None:
    assert is_header(pairs) is expected


def test_the_first_value_of_a_field_counts_and_every_pair_is_kept() -> None:
    raw = [
        Pair("文書番号", "").as_dict("header"),
        Pair("文書番号", "SOP-9").as_dict("body"),
        Pair("番号", "1").as_dict("body"),
    ]
    raw.append(Pair("SOP番号", "SOP-10").as_dict("footer"))

    found = gather(raw)

    assert (found["number"], found["title"], found["raw"]) == ("SOP-9", "", raw)
    assert "pages" not in found


def test_a_line_that_only_names_the_kind_of_document() -> None:
    assert [is_kind_word(text) for text in ("標準 作業 手順書", "ＳＯＰ", "培養手順書")] == [True, True, False]
