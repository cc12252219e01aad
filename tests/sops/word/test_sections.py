"""Sections, steps and their levels: numbers Word computes, numbers people type, and numbers that are values."""

from __future__ import annotations

import pytest

from sops.document.content import labels
from sops.word import WordImport, read_docx
from sops.word.names import STRICT
from sops.word.numbering import numeral
from tests.sops.word.build import STYLES, abstract, docx, h, level, num, p, r, tbl, tc, tr, unzipped, use, zipped
from tests.sops.word.files import read, told

LISTS = (
    abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "(%3)"),
        level(3, "aiueoFullWidth", "%4"),
        level(4, "decimalEnclosedCircle", "%5"),
    )
    + use(1, 0)
    + use(2, 0, '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>')
)
DEEPER = "".join(
    f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/></w:style>'
    for n in range(3, 8)
)


def whole(*body: str, **more) -> WordImport:
    """A document that brings its own headings."""
    result = read_docx(docx(*body, **more), "x.docx")
    assert result.unproved == []
    return result


def outline(result: WordImport) -> list[str]:
    """Every block with its number: `1 目的`, `(1) 混合する。`, `- plain`."""
    numbers = labels(result.content)
    return [
        f"{numbers.get(block['id'], '-')} {block.get('title') or block['text']}" for block in result.content["blocks"]
    ]


def numbered(*pairs: tuple[int, str], list_id: int = 1) -> str:
    return "".join(p(text, properties=num(list_id, depth)) for depth, text in pairs)


def lines(text: str) -> list[str]:
    """Plain paragraphs, one a line."""
    return [p(line) for line in text.strip("\n").split("\n")]


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


def test_numbering_that_starts_again_goes_on_or_starts_late() -> None:
    assert told(read(numbered((2, "甲"), (2, "乙")), h("別"), numbered((2, "丙"), list_id=2), numbering=LISTS)) == [
        "step (1) 甲",
        "step (2) 乙",
        "section 2 別",
        "step (1) 丙",
    ]
    late = abstract(0, level(0, "decimal", "(%1)", start=5)) + use(1, 0)
    result = read(numbered((0, "甲"), (0, "乙")), numbering=late)
    assert told(result) == ["step (1) 甲", "step (2) 乙"]
    assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind == "number"] == [
        ("number", "(5) → (1)"),
        ("number", "(6) → (2)"),
    ]


def test_a_list_goes_on_after_other_text() -> None:
    assert told(read(numbered((2, "甲")), p("間の文。"), numbered((2, "乙")), numbering=LISTS)) == [
        "step (1) 甲",
        "paragraph 間の文。",
        "step (2) 乙",
    ]


def test_numbering_from_the_style_of_the_paragraph() -> None:
    styles = (
        STYLES
        + '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="手順1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        + '<w:style w:type="paragraph" w:styleId="S2"><w:name w:val="手順2"/><w:basedOn w:val="S"/></w:style>'
    )
    lists = (
        abstract(
            0,
            level(0, "decimal", "(%1)", more='<w:pStyle w:val="S"/>'),
            level(1, "aiueoFullWidth", "%2", more='<w:pStyle w:val="S2"/>'),
        )
        + use(1, 0)
    )  # fmt: skip
    body = (p("甲", style="S"), p("乙", style="S2"), p("丙", style="S"), p("数えない", style="S", properties=num(0)))

    assert told(read(*body, styles=styles, numbering=lists)) == [
        "step (1) 甲",
        "step ア 乙",
        "step (2) 丙",
        "paragraph 数えない",
    ]


def test_a_list_by_a_numbering_style() -> None:
    lists = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(1, level(0, "decimal", "(%1)"), more='<w:styleLink w:val="L"/>')
        + use(1, 0)
        + use(2, 1)
    )

    assert told(read(numbered((0, "甲"), (0, "乙")), numbering=lists)) == ["step (1) 甲", "step (2) 乙"]


@pytest.mark.parametrize(
    "numbering",
    [abstract(0, level(0, "decimal", "%1")) + use(2, 0), use(1, 77), '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="?"/></w:abstractNum>' + use(1, 0)],
    ids=["no such list", "no such definition", "link to nowhere"],
)  # fmt: skip
def test_broken_numbering_loses_no_words(numbering) -> None:
    assert [line.split()[-1] for line in told(read(numbered((0, "甲"), (8, "乙")), numbering=numbering))] == [
        "甲",
        "乙",
    ]


def test_the_same_signs_on_two_levels_of_word_are_two_levels_here() -> None:
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2.")) + use(1, 0)

    assert told(read(numbered((0, "甲"), (1, "乙"), (1, "丙"), (0, "丁")), numbering=lists)) == [
        "step (1) 甲",
        "step ア 乙",
        "step イ 丙",
        "step (2) 丁",
    ]


def test_a_fourth_level_is_kept_on_the_third_and_named() -> None:
    result = read(numbered((1, "試験"), (2, "甲"), (3, "乙"), (4, "丙")), *lines("a) 丁"), numbering=LISTS)

    assert told(result)[-3:] == ["step ① 乙", "step ② 丙", "step ③ 丁"]
    assert [loss.detail for loss in result.losses if loss.kind == "level"] == ["4 → 3", "5 → 3"]


def test_headings_deeper_than_four_are_kept_on_the_fourth_and_named() -> None:
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
            ["1 Mục đích", "- Quy định cách phân lập tế bào gốc.", "2 Nội dung", "2.1 Chuẩn bị", "(1) Kiểm tra tủ.", "(2) Lau bằng cồn 70%.", "- Ghi chép",
             "3 Phụ lục"],
        ),
        (
            ENGLISH,
            ["1 Purpose", "- This SOP says how.", "2 Procedure", "2.1 Preparation", "(1) Check the cabinet.", "(2) Wipe it.", "ア outside", "イ inside"],
        ),
        (DECIMAL, ["1 目的", "2 手順", "2.1 準備", "(1) 手袋を着用する。", "(2) 手袋を消毒する。", "2.2 培養", "(1) 播種する。"]),
        (KANJI, ["1 目的", "2 手順", "(1) 混合する。", "(2) 静置する。", "- 三日間培養する。"]),
    ],
    ids=["full width", "articles", "Vietnamese", "English", "decimal", "kanji"],
)  # fmt: skip
def test_numbers_that_people_type(text, expected) -> None:
    assert outline(whole(*lines(text))) == expected


def test_articles_counted_through_the_chapters_are_named() -> None:
    assert [(loss.where, loss.detail) for loss in whole(*lines(ARTICLES)).losses if loss.kind == "number"] == [
        ("1.1", "第1条 → 1.1"),
        ("1.2", "第2条 → 1.2"),
        ("2.1", "第3条 → 2.1"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "① 甲\n② 乙\n③丙\n①と②を混合する。",
            ["step (1) 甲", "step (2) 乙", "step (3) 丙", "paragraph ①と②を混合する。"],
        ),
        (
            "1. 混合する。\n2. 静置する。\n3. 5分間待つ。",
            ["step (1) 混合する。", "step (2) 静置する。", "step (3) 5分間待つ。"],
        ),
        ("1. 甲\n1) 乙\n2) 丙\n2. 丁", ["step (1) 甲", "step ア 乙", "step イ 丙", "step (2) 丁"]),
        ("イ　培地\nロ　緩衝液\nハ　血清", ["step (1) 培地", "step (2) 緩衝液", "step (3) 血清"]),
        ("ア　培地\nイ　緩衝液\nウ　血清", ["step (1) 培地", "step (2) 緩衝液", "step (3) 血清"]),
        ("(イ) 甲\n(ロ) 乙", ["step (1) 甲", "step (2) 乙"]),
        ("Ⅰ　甲\nⅡ　乙", ["step (1) 甲", "step (2) 乙"]),
        ("⑴ 甲\n⑵ 乙", ["step (1) 甲", "step (2) 乙"]),
        ("手順1：甲\n手順2：乙", ["step (1) 甲", "step (2) 乙"]),
        ("Step 1: mix\nStep 2: wait", ["step (1) mix", "step (2) wait"]),
        ("・遠心管\n－ 手袋\n● 靴", ["list_item 遠心管", "list_item 手袋", "list_item 靴"]),
        ("-20℃で保管する。\n－80℃で保管する。", ["paragraph -20℃で保管する。", "paragraph －80℃で保管する。"]),
    ],
)
def test_steps_and_bullets_that_people_type(text, expected) -> None:
    assert told(read(*lines(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "37℃で加温する。", "10分間静置する。", "5×10³ cells/cm²で播種する。", "2026年1月1日から施行する。", "3 回繰り返す。", "1.5 mLチューブを使う。",
        "1 日1回観察する。", "6.2項に従う。", "10 mLを加える。", "2〜8℃で保管する。", "1:10に希釈する。", "50％エタノール",
        "第2版から変更した。", "4. 5分", "一次培養を行う。",
    ],
)  # fmt: skip
def test_values_are_no_numbers_of_paragraphs(text) -> None:
    assert told(read(p(text))) == [f"paragraph {text}"]


def test_a_number_drawn_in_a_symbol_font() -> None:
    circled = '<w:r><w:sym w:font="Wingdings" w:char="F0{}"/></w:r>'

    assert told(read(p(circled.format("81"), r(" 甲")), p(circled.format("82"), r(" 乙")))) == [
        "step (1) 甲",
        "step (2) 乙",
    ]


def test_numbers_that_differ_from_the_paper_are_named_where_they_stand() -> None:
    result = read(*lines("(1) 甲\n(3) 乙\n(4) 丙"))

    assert [(loss.where, loss.detail, loss.kept) for loss in result.losses if loss.kind == "number"] == [
        ("1 (2)", "(3) → (2)", True),
        ("1 (3)", "(4) → (3)", True),
    ]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (7, "decimal", "7"), (7, "decimalFullWidth", "７"), (12, "decimalFullWidth2", "１２"), (7, "decimalEnclosedCircle", "⑦"),
        (21, "decimalEnclosedCircle", "㉑"), (36, "decimalEnclosedCircle", "36"), (3, "decimalEnclosedParen", "⑶"), (3, "decimalEnclosedFullstop", "⒊"),
        (3, "aiueoFullWidth", "ウ"), (46, "aiueo", "ン"), (47, "aiueo", "47"), (3, "iroha", "ハ"), (3, "lowerLetter", "c"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (5, "decimalZero", "05"), (10, "japaneseCounting", "十"),
        (21, "japaneseCounting", "二十一"), (105, "ideographDigital", "一〇五"), (3, "bullet", ""), (3, "none", ""), (3, "somethingNew", "3"),
        (0, "upperRoman", "0"), (0, "decimalEnclosedCircle", "0"), (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_numerals_as_word_writes_them(value, kind, text) -> None:
    assert numeral(value, kind) == text


def bold(text: str) -> str:
    return p(r(text, "<w:b/>"))


def test_headings_told_by_bold_alone() -> None:
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


def test_section_numbers_with_hyphens_and_ranges_that_are_none() -> None:
    text = (
        "1　目的\n定める。\n2　作業\n2-1　準備\n1)手を洗う。\n2-8 ℃で保つ。\n3-5 回洗浄する。\n2-2　操作\n1)播種する。"
    )

    assert outline(whole(*lines(text))) == [
        "1 目的", "- 定める。", "2 作業", "2.1 準備", "(1) 手を洗う。", "- 2-8 ℃で保つ。", "- 3-5 回洗浄する。", "2.2 操作", "(1) 播種する。",
    ]  # fmt: skip


@pytest.mark.parametrize("signs", ["㈠㈡㈢", "㊀㊁㊂"])
def test_kanji_numbers_in_one_sign_are_steps(signs: str) -> None:
    body = lines("1　目的\n定める。\n2　手順\n" + "\n".join(f"{sign}　混合する。" for sign in signs))

    assert [block["type"] for block in whole(*body).content["blocks"]][-3:] == ["step"] * 3


def test_a_word_that_stands_in_the_header_and_in_a_cell_does_not_break_the_proof() -> None:
    head = tbl(tr(tc(p("文書番号")), tc(p("SOP-015")), tc(p("主管部署")), tc(p("製造部"))))
    approval = tbl(tr(tc(p("作成")), tc(p("審査"))), tr(tc(p("製造部"), p("見本")), tc(p("品質保証部"), p("例示"))))

    whole(head, approval, *lines("1　目的\n定める。\n2　手順\n混合する。"))


@pytest.mark.parametrize("line", ["〔注意〕手袋を着用する。", "〔警告〕\ufe0f火気厳禁とする。"])
def test_tortoise_shell_brackets_open_a_warning(line: str) -> None:
    assert [block["type"] for block in whole(*lines(f"1　目的\n定める。\n2　手順\n{line}")).content["blocks"]][
        -1
    ] == "warning"


def test_strict_markup_in_utf_16_reads_as_any_other() -> None:
    files = unzipped(docx(h("目的"), p("定める。")))
    text = files["word/document.xml"].decode()
    for strict, usual in STRICT.items():
        text = text.replace(usual.decode(), strict.decode())
    head, _sign, rest = text.partition("?>")
    changed = zipped(
        {**files, "word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{rest or head}'.encode("utf-16")}
    )

    assert outline(read_docx(changed, "x.docx")) == ["1 目的", "- 定める。"]


SIGNED = [("【{}】", "【目的】"), ("Ⅰ．{}", "目的"), ("A．{}", "目的"), ("■{}", "目的"), ("■　{}", "目的")]


@pytest.mark.parametrize(("sign", "title"), SIGNED)
@pytest.mark.parametrize("look", ["", "<w:b/>"], ids=["plain", "bold"])
def test_titles_by_a_sign_of_the_house(sign, title, look) -> None:
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
        f"1 {title}", "- 定める。", f"2 {title.replace('目的', '手順')}", "(1) 培地を用意する。", "(2) 加温する。", f"3 {title.replace('目的', '記録')}", "- 残す。",
    ]  # fmt: skip


def test_signs_below_numbered_sections_are_lists() -> None:
    body = lines("1　目的\n■記録\n■手順\n2　手順\n(1) 加温する。")

    assert outline(whole(*body)) == ["1 目的", "- 記録", "- 手順", "2 手順", "(1) 加温する。"]


def test_numbers_before_words_that_begin_like_a_value() -> None:
    body = lines(
        "1 目的\n定める。\n2 手順\n2.1 洗浄\n2.1.1 PBSを加える。\n2.1.2 37℃で静置する。\n2.1.3 5分間待つ。\n2.2 回収\n2.2.1 300×gで遠心する。\n2.3 分注"
    )

    assert outline(whole(*body)) == [
        "1 目的", "- 定める。", "2 手順", "2.1 洗浄", "(1) PBSを加える。", "(2) 37℃で静置する。", "(3) 5分間待つ。", "2.2 回収", "(1) 300×gで遠心する。", "2.3 分注",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value", ["2.2 mLを加える。", "2.2 時間静置する。", "2.2 日間培養する。", "2.2 %とする。", "2.2 回、混和する。"]
)
def test_a_value_after_a_section_of_the_number_before_stays_a_value(value) -> None:
    body = lines(f"1 目的\n定める。\n2 手順\n2.1 洗浄\n{value}")

    assert outline(whole(*body))[-1] == f"- {value}"


def test_signs_below_sections_with_titles_of_their_own_are_lists() -> None:
    body = lines("1　培地調製\n■試薬\n■器具\n2　細胞播種\n■試薬\n■記録")

    assert outline(whole(*body))[:3] == ["1 培地調製", "- 試薬", "- 器具"]


def test_an_automatic_list_with_a_middle_dot_keeps_its_levels() -> None:
    lists = abstract(0, level(0, "bullet", "・"), level(1, "bullet", "・")) + use(1, 0)
    blocks = whole(h("機器"), numbered((0, "恒温槽"), (1, "校正済み")), numbering=lists).content["blocks"]

    assert [(block["type"], block.get("level"), block["text"]) for block in blocks[1:]] == [
        ("list_item", 1, "恒温槽"),
        ("list_item", 2, "校正済み"),
    ]


@pytest.mark.parametrize(
    "text",
    ["－ 80～－70 ℃で保管する。", "－ 5 mVとする。", "－ 80 ℃で保管する。", "– 80 ℃で保管する。", "- 80 ℃で保管する。"],
)
def test_a_minus_is_no_sign_of_a_list(text) -> None:
    blocks = whole(h("保管"), p(text)).content["blocks"]

    assert [(block["type"], block.get("text", "")) for block in blocks[1:]] == [("paragraph", text)]


def test_words_that_word_prints_before_an_entry_are_kept() -> None:
    lists = abstract(0, level(0, "bullet", "警告：")) + use(1, 0) + abstract(1, level(0, "bullet", "o")) + use(2, 1)
    blocks = whole(
        h("保管"), p("液体窒素に触れない。", properties=num(1)), p("手袋", properties=num(2)), numbering=lists
    ).content["blocks"]

    assert [(block["type"], block["text"]) for block in blocks[1:]] == [
        ("warning", "警告：液体窒素に触れない。"),
        ("list_item", "手袋"),
    ]


def test_header_lines_with_a_blank_between_label_and_value() -> None:
    result = whole(
        *lines("標準操作手順書：細胞計数\n文書番号　CELL-07\n版　1.2　　制定日　2024年1月10日\n1　目的\n定める。")
    )

    assert {name: result.header[name] for name in ("number", "title", "version", "established")} == {
        "number": "CELL-07", "title": "細胞計数", "version": "1.2", "established": "2024年1月10日",
    }  # fmt: skip
    assert outline(result) == ["1 目的", "- 定める。"]
