"""Sections and their levels, by numbers that people type or that Word computes."""

from __future__ import annotations

import pytest

from tests.sops.word.build import DEEPER, STYLES, abstract, h, level, num, p, typed_lines, use
from tests.sops.word.files import outline, whole


def test_headings_deeper_than_four_are_kept_on_the_fourth_and_recorded() -> None:
    result = whole(*(h(f"深さ{n}", n) for n in range(1, 7)), h("手順"), styles=STYLES + DEEPER)

    assert outline(result) == [
        "1 深さ1",
        "1.1 深さ2",
        "1.1.1 深さ3",
        "1.1.1.1 深さ4",
        "1.1.1.2 深さ5",
        "1.1.1.3 深さ6",
        "2 手順",
    ]
    assert [loss.detail for loss in result.losses if loss.kind == "level"] == ["5 → 4", "6 → 4"]


TYPED = """
１．目的
本書は、品質を確保する。
２．適用範囲
全工程。
３．手順
３．１　準備
（１）機器を確認する。
（２）試薬を37℃に加温する。
　ア　培地
　イ　緩衝液
３．２　培養
（１）播種する。
１．５ mLを加える。
2.0 mLを加える。
４．記録
１０年間保管する。
"""
ARTICLES = """
第1章　総則
第1条（目的）
本規程は目的を定める。
第2条（適用範囲）
　(1) 培養工程
　(2) 保存工程
第2章　手順
第3条（準備）
第3条の規定により確認する。
"""
VIETNAMESE = """
1. Mục đích
Quy định cách phân lập tế bào gốc.
2. Nội dung
2.1. Chuẩn bị
Bước 1: Kiểm tra tủ.
Bước 2: Lau bằng cồn 70%.
- Ghi chép
3. Phụ lục
"""
ENGLISH = """
1. Purpose
This SOP says how.
2. Procedure
2.1 Preparation
1. Check the cabinet.
2. Wipe it.
a) outside
b) inside
"""
DECIMAL = """
1 目的
2 手順
2.1 準備
2.1.1 手袋を着用する。
2.1.2 手袋を消毒する。
2.2 培養
2.2.1 播種する。
"""
KANJI = """
一　目的
二　手順
（一）混合する。
（二）静置する。
三日間培養する。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TYPED,
            ["1 目的", "- 本書は、品質を確保する。", "2 適用範囲", "- 全工程。", "3 手順", "3.1 準備", "(1) 機器を確認する。", "(2) 試薬を37℃に加温する。",
             "ア 培地", "イ 緩衝液", "3.2 培養", "(1) 播種する。", "- １．５ mLを加える。", "- 2.0 mLを加える。", "4 記録", "- １０年間保管する。"],
        ),
        (
            ARTICLES,
            ["1 総則", "1.1 （目的）", "- 本規程は目的を定める。", "1.2 （適用範囲）", "(1) 培養工程", "(2) 保存工程", "2 手順", "2.1 （準備）",
             "- 第3条の規定により確認する。"],
        ),
        (
            VIETNAMESE,
            ["1 Mục đích", "- Quy định cách phân lập tế bào gốc.", "2 Nội dung", "2.1 Chuẩn bị", "(1) Kiểm tra tủ.",
             "(2) Lau bằng cồn 70%.", "- Ghi chép",
             "3 Phụ lục"],
        ),
        (
            ENGLISH,
            ["1 Purpose", "- This SOP says how.", "2 Procedure", "2.1 Preparation", "(1) Check the cabinet.",
             "(2) Wipe it.", "ア outside", "イ inside"],
        ),
        (DECIMAL, ["1 目的", "2 手順", "2.1 準備", "(1) 手袋を着用する。", "(2) 手袋を消毒する。", "2.2 培養", "(1) 播種する。"]),
        (KANJI, ["1 目的", "2 手順", "(1) 混合する。", "(2) 静置する。", "- 三日間培養する。"]),
    ],
    ids=["full width", "articles", "Vietnamese", "English", "decimal", "kanji"],
)  # fmt: skip
def test_typed_numbers_of_sections_and_steps(text, expected) -> None:
    assert outline(whole(*typed_lines(text))) == expected


def test_articles_counted_through_the_chapters_are_recorded() -> None:
    assert [(loss.where, loss.detail) for loss in whole(*typed_lines(ARTICLES)).losses if loss.kind == "number"] == [
        ("1.1", "第1条 → 1.1"),
        ("1.2", "第2条 → 1.2"),
        ("2.1", "第3条 → 2.1"),
    ]


def test_section_numbers_with_hyphens_are_told_from_ranges() -> None:
    text = (
        "1　目的\n定める。\n2　作業\n2-1　準備\n1)手を洗う。\n2-8 ℃で保つ。\n3-5 回洗浄する。\n2-2　操作\n1)播種する。"
    )

    assert outline(whole(*typed_lines(text))) == [
        "1 目的", "- 定める。", "2 作業", "2.1 準備", "(1) 手を洗う。", "- 2-8 ℃で保つ。", "- 3-5 回洗浄する。", "2.2 操作", "(1) 播種する。",
    ]  # fmt: skip


def test_numbers_before_text_that_begins_like_a_value() -> None:
    body = typed_lines(
        "1 目的\n定める。\n2 手順\n2.1 洗浄\n2.1.1 PBSを加える。\n2.1.2 37℃で静置する。\n2.1.3 5分間待つ。\n2.2 回収\n2.2.1 300×gで遠心する。\n2.3 分注"
    )

    assert outline(whole(*body)) == [
        "1 目的", "- 定める。", "2 手順", "2.1 洗浄", "(1) PBSを加える。", "(2) 37℃で静置する。", "(3) 5分間待つ。",
        "2.2 回収", "(1) 300×gで遠心する。", "2.3 分注",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value", ["2.2 mLを加える。", "2.2 時間静置する。", "2.2 日間培養する。", "2.2 %とする。", "2.2 回、混和する。"]
)
def test_a_value_after_a_section_of_the_number_before_stays_a_value(value) -> None:
    body = typed_lines(f"1 目的\n定める。\n2 手順\n2.1 洗浄\n{value}")

    assert outline(whole(*body))[-1] == f"- {value}"


def test_a_whole_sentence_with_a_heading_style_below_the_top_is_a_step() -> None:
    lists = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
    ) + use(1, 0)
    body = [
        p("手順", style="1", properties=num(1)),
        p("準備", style="2", properties=num(1, 1)),
        p("手袋を着用する。", style="3", properties=num(1, 2)),
        p("手袋を消毒する。", style="3", properties=num(1, 2)),
        p("培養", style="2", properties=num(1, 1)),
    ]

    assert outline(whole(*body, styles=STYLES + DEEPER, numbering=lists)) == [
        "1 手順", "1.1 準備", "(1) 手袋を着用する。", "(2) 手袋を消毒する。", "1.2 培養",
    ]  # fmt: skip
