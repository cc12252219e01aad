"""Numbers and bullets that people type, and values that are none."""

from __future__ import annotations

import pytest

from sops.word import typed
from tests.sops.word.build import h, p, typed_lines
from tests.sops.word.files import read, summary, whole


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
def test_typed_steps_and_bullets(text, expected) -> None:
    assert summary(read(*typed_lines(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "37℃で加温する。", "10分間静置する。", "5×10³ cells/cm²で播種する。", "2026年1月1日から施行する。", "3 回繰り返す。", "1.5 mLチューブを使う。",
        "1 日1回観察する。", "6.2項に従う。", "10 mLを加える。", "2〜8℃で保管する。", "1:10に希釈する。", "50％エタノール",
        "第2版から変更した。", "4. 5分", "一次培養を行う。",
    ],
)  # fmt: skip
def test_values_are_no_numbers(text) -> None:
    assert summary(read(p(text))) == [f"paragraph {text}"]


@pytest.mark.parametrize("signs", ["㈠㈡㈢", "㊀㊁㊂"])
def test_kanji_numbers_in_one_character_are_steps(signs: str) -> None:
    body = typed_lines("1　目的\n定める。\n2　手順\n" + "\n".join(f"{sign}　混合する。" for sign in signs))

    assert [block["type"] for block in whole(*body).content["blocks"]][-3:] == ["step"] * 3


@pytest.mark.parametrize(
    "text",
    ["－ 80～－70 ℃で保管する。", "－ 5 mVとする。", "－ 80 ℃で保管する。", "– 80 ℃で保管する。", "- 80 ℃で保管する。"],
)
def test_a_minus_is_no_bullet(text) -> None:
    blocks = whole(h("保管"), p(text)).content["blocks"]

    assert [(block["type"], block.get("text", "")) for block in blocks[1:]] == [("paragraph", text)]


@pytest.mark.parametrize(
    ("text", "path", "rest"),
    [
        ("６．１　準備", (6, 1), "準備"),
        ("6.1準備", (6, 1), "準備"),
        ("第1条（目的）", (1,), "（目的）"),
        ("2-1　準備", (2, 1), "準備"),
        ("十二　目的", (12,), "目的"),
        ("2.1.2 37℃で静置する。", (2, 1, 2), "37℃で静置する。"),
    ],
)
def test_section_numbers(text, path, rest) -> None:
    found = typed.section(text)

    assert (found.path, found.rest, found.label + found.rest) == (path, rest, text)


@pytest.mark.parametrize(
    "text", ["第1条に従う。", "3-5 回", "2-1準備", "10分", "1:10", "一次培養", "6.1", "100.5.1 あ"]
)
def test_texts_without_a_section_number(text) -> None:
    assert typed.section(text) is None or typed.section(text).path > (99,)


@pytest.mark.parametrize(
    ("path", "current", "expected"),
    [
        ((1,), (), True), ((2,), (), False), ((7,), (6, 4, 2), True), ((6, 5), (6, 4, 2), True),
        ((6, 4, 2, 1), (6, 4, 2), True),
        ((6, 6), (6, 4), False), ((8,), (6,), False), ((6, 1, 2), (6,), False),
    ],
)  # fmt: skip
def test_the_order_of_section_numbers(path, current, expected) -> None:
    assert typed.follows(path, current) is expected


@pytest.mark.parametrize(
    ("text", "kind", "alone"),
    [
        ("警告：触れない。", "warning", ""), ("【注意】", "caution", "caution"), ("注記", "note", "note"), ("※", "", ""),
        ("※ 記録", "note", ""),
        ("注意して操作する。", "", ""), ("注 1", "note", "note"), ("Note the time.", "", ""),
        ("CẢNH BÁO: nóng", "warning", ""), ("注意、確認する。", "", ""),
    ],
)  # fmt: skip
def test_keywords(text, kind, alone) -> None:
    assert (typed.keyword(text), typed.keyword(text, alone=True)) == (kind, alone)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("表1　試薬", "table"),
        ("図 2-1 装置", "figure"),
        ("Figure 3. Flow", "figure"),
        ("表1に示す。", ""),
        ("表　試薬", ""),
    ],
)
def test_captions(text, kind) -> None:
    assert typed.caption(text) == kind


def test_marks_of_the_end() -> None:
    assert [typed.is_end_mark(text) for text in ("以上", "― 以 上 ―", "（END）", "以上の結果", "")] == [True] * 3 + [
        False
    ] * 2
