"""How a document marks its headings, learnt before it is read."""

from __future__ import annotations

import pytest

from tests.sops.word.build import (
    DEEPER,
    LISTS,
    STYLES,
    abstract,
    h,
    level,
    numbered,
    p,
    r,
    typed_lines,
    use,
)
from tests.sops.word.files import outline, whole


def test_headings_without_a_style_are_known_by_their_list() -> None:
    body = numbered(
        (0, "目的"), (0, "適用範囲"), (0, "手順"), (1, "準備"), (2, "機器を確認する。"), (2, "試薬を確認する。"), (3, "ロット番号"), (3, "使用期限"),
        (4, "記録する"), (1, "洗浄"), (2, "洗う。"),
    )  # fmt: skip

    assert outline(whole(body, numbering=LISTS)) == [
        "1 目的", "2 適用範囲", "3 手順", "3.1 準備", "(1) 機器を確認する。", "(2) 試薬を確認する。", "ア ロット番号", "イ 使用期限", "① 記録する",
        "3.2 洗浄", "(1) 洗う。",
    ]  # fmt: skip


def test_a_list_of_chapters_above_a_list_of_known_titles() -> None:
    lists = abstract(0, level(0, "decimal", "第%1章"), level(1, "decimal", "第%2条")) + use(1, 0)

    assert outline(whole(numbered((0, "この規程について"), (1, "目的"), (1, "適用範囲")), numbering=lists)) == [
        "1 この規程について",
        "1.1 目的",
        "1.2 適用範囲",
    ]


def test_one_heading_above_all_others_is_the_title() -> None:
    result = whole(h("細胞培養手順書"), h("目的", 2), p("文。"), h("手順", 2), h("準備", 3), styles=STYLES + DEEPER)

    assert result.content["title"] == "細胞培養手順書"
    assert outline(result) == ["1 目的", "- 文。", "2 手順", "2.1 準備"]


def test_one_chapter_with_parts_is_no_title() -> None:
    assert outline(whole(h("手順"), h("準備", 2), h("培養", 2))) == ["1 手順", "1.1 準備", "1.2 培養"]


def test_headings_by_outline_level_and_in_other_languages() -> None:
    styles = STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="x{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate(("見出し 1", "Tiêu đề 2"))
    )
    outlined = p("記録", properties='<w:outlineLvl w:val="0"/>')

    assert outline(whole(p("目的", style="x0"), p("準備", style="x1"), outlined, styles=styles)) == [
        "1 目的",
        "1.1 準備",
        "2 記録",
    ]


def bold(text: str) -> str:
    return p(r(text, "<w:b/>"))


def test_headings_by_bold_type_alone() -> None:
    body = [
        bold("凍結細胞融解手順"),
        bold("目的"),
        p("融解方法を定める。"),
        bold("手順"),
        p("1. バイアルを加温する。"),
        p("2. 滴下する。"),
        bold("培養後の扱い"),
        p("記載する。"),
    ]

    assert outline(whole(*body)) == [
        "1 目的", "- 融解方法を定める。", "2 手順", "(1) バイアルを加温する。", "(2) 滴下する。", "3 培養後の扱い", "- 記載する。",
    ]  # fmt: skip


def test_bold_lines_are_no_headings_where_headings_are_marked_or_too_few() -> None:
    marked = whole(h("目的"), bold("範囲"), h("手順"), bold("準備"), p("混合する。"))
    assert [line for line in outline(marked) if line.endswith(("範囲", "準備"))] == ["- 範囲", "- 準備"]

    assert not [
        block
        for block in whole(bold("目的"), p("定める。"), bold("至急")).content["blocks"]
        if block["type"] == "section"
    ]


SIGNED = [("【{}】", "【目的】"), ("Ⅰ．{}", "目的"), ("A．{}", "目的"), ("■{}", "目的"), ("■　{}", "目的")]


@pytest.mark.parametrize(("sign", "title"), SIGNED)
@pytest.mark.parametrize("look", ["", "<w:b/>"], ids=["plain", "bold"])
def test_titles_after_a_marker(sign, title, look) -> None:
    names = ["目的", "手順", "記録"]
    signs = [sign.format(name).replace("Ⅰ", "ⅠⅡⅢ"[n]).replace("A", "ABC"[n]) for n, name in enumerate(names)]
    body = [
        p(r(signs[0], look)),
        p("定める。"),
        p(r(signs[1], look)),
        p("(1) 培地を用意する。"),
        p("(2) 加温する。"),
        p(r(signs[2], look)),
        p("残す。"),
    ]

    assert outline(whole(*body)) == [
        f"1 {title}", "- 定める。", f"2 {title.replace('目的', '手順')}", "(1) 培地を用意する。", "(2) 加温する。",
        f"3 {title.replace('目的', '記録')}", "- 残す。",
    ]  # fmt: skip


def test_markers_below_numbered_sections_are_bullets() -> None:
    body = typed_lines("1　目的\n■記録\n■手順\n2　手順\n(1) 加温する。")

    assert outline(whole(*body)) == ["1 目的", "- 記録", "- 手順", "2 手順", "(1) 加温する。"]


def test_markers_below_sections_with_unknown_titles_are_bullets() -> None:
    body = typed_lines("1　培地調製\n■試薬\n■器具\n2　細胞播種\n■試薬\n■記録")

    assert outline(whole(*body))[:3] == ["1 培地調製", "- 試薬", "- 器具"]


@pytest.mark.parametrize(
    ("first", "is_title"),
    [("細胞培養", True), ("1　細胞培養", False), ("目的", False)],
    ids=["plain", "numbered", "known"],
)
def test_one_heading_above_all_others_with_a_number_or_a_known_title_is_a_section(first, is_title) -> None:
    result = whole(h(first), h("準備", 2), h("培養", 2), styles=STYLES + DEEPER)

    assert [block["type"] for block in result.content["blocks"]] == ["section"] * (2 if is_title else 3)
