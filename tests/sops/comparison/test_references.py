"""Numbers a text is referred to by."""

from __future__ import annotations

import copy

import pytest

from sops.comparison.compare import compare
from sops.comparison.references import Numbers, bare_caption, caption_number, renumbered
from tests.sops.comparison.documents import document, ids, prose, section, step, table


def test_references_follow_the_numbers_they_name() -> None:
    body = [
        section("準備", step("準備する。")),
        section("処理", step("処理する。")),
        section("異常時の措置", step("連絡する。")),
    ]
    old = document(section("目的", prose("異常時は4項に従う。")), *body)
    new = document(
        section("目的", prose("異常時は5項に従う。")), section("用語", prose("用語を定める。")), *copy.deepcopy(body)
    )

    assert [(c.kind, c.new) for c in compare(old, new)] == [("added", "用語"), ("added", "用語を定める。")]


REFERRING = [
    "容器を消毒する。",
    "３回洗浄する。",
    "手順（２）に戻り、洗浄する。",
    "手順2〜3を繰り返す。",
    "(3)の操作を2回行う。",
    "6.1(2)に従う。",
    "手順2、5分間静置する。",
]
SHIFTED = [
    "容器を消毒する。",
    "新しい手順とする。",
    "３回洗浄する。",
    "手順（３）に戻り、洗浄する。",
    "手順3〜4を繰り返す。",
    "(4)の操作を2回行う。",
    "6.1(3)に従う。",
    "手順3、5分間静置する。",
]


def test_references_to_steps_follow_the_steps() -> None:
    def made(texts):
        return document(
            *(section(f"題{n}") for n in range(5)),
            section("工程"),
            section("準備", *(step(text) for text in texts), level=2),
        )

    assert [(c.kind, c.new) for c in compare(made(REFERRING), made(SHIFTED))] == [("added", "新しい手順とする。")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("手順2に戻る。", "手順4に戻る。"),
        ("手順2、5分間静置する。", "手順3、6分間静置する。"),
        ("試料(2)を使う。", "試料(3)を使う。"),
        ("7.1(2)に従う。", "7.1(3)に従う。"),
    ],
)
def test_a_number_that_is_no_reference_or_a_wrong_one_is_a_change(old, new) -> None:
    a = document(section("準備", step("消毒する。"), step("洗浄する。"), step(old)))
    b = document(section("準備", step("消毒する。"), step("着替えること。"), step("洗浄する。"), step(new)))

    assert sorted(c.kind for c in compare(a, b)) == ["added", "changed"]


def test_a_wrong_reference_is_a_change() -> None:
    old = document(section("目的", prose("異常時は2項に従う。")), section("措置", step("連絡する。")))
    new = copy.deepcopy(old)
    new["blocks"][1]["text"] = "異常時は1項に従う。"

    assert [c.kind for c in compare(old, new)] == ["changed"]


NO_REFERENCES = [
    "第2液を加える。", "第2代の細胞", "希釈率は2によって定める。", "第2培養室で行う。", "基準値2.1による。",
    "様式第2号を用いる。", "GMP省令第2条に従う。", "薬機法第2章による。",
    "SOP-2に従う。", "希釈倍率2に従う。", "培地量は2のとおりとする。", "第2回の洗浄を行う。", "発表2回で確認する。",
    "代表2検体を試験する。",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_a_figure_is_not_taken_for_a_reference(text) -> None:
    """In the same revision a section is put in front, so that a reference to section 2 would now read 3."""

    def made(first, said):
        return document(
            section("目的"),
            *first,
            section("準備"),
            section("器具", table(["名称"], ["PBS"], caption="表2　試薬"), level=2),
            section("工程", step(said)),
        )

    changes = compare(made([], text), made([section("安全", prose("手袋を着用する。"))], text.replace("2", "3", 1)))

    assert [c.new for c in changes if c.kind == "changed"] == [text.replace("2", "3", 1)]


def test_a_new_footnote_renumbers_the_others_without_a_change() -> None:
    def made(*notes):
        marks = {note: str(n) for n, note in enumerate(notes, 1)}
        foot = [{"id": f"f{next(ids)}", "type": "footnote", "mark": mark, "text": note} for note, mark in marks.items()]
        first = f"恒温槽を使う。{'[*1]' if '校正済み' in marks else ''}"
        return document(section("手順", step(first), step(f"静置する。[*{marks['室温']}]")), foot)

    assert [(c.kind, c.new) for c in compare(made("室温"), made("校正済み", "室温"))] == [
        ("changed", "恒温槽を使う。[*1]"),
        ("added", "校正済み"),
    ]


NUMBERS = Numbers(
    sections={"4": "5", "6": "6", "6.4": "6.5"},
    tables={"1": "2"},
    figures={"1": "3"},
    steps={("6.4", "2"): ("6.5", "3"), ("6", "1"): ("7", "9")},
    notes={"1": "2"},
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4項に従う。", "5項に従う。"),
        ("４項に従う。", "５項に従う。"),
        ("6.4項に従う。", "6.5項に従う。"),
        ("6.4(2)に従う。", "6.5(3)に従う。"),
        ("表1と図1による。", "表2と図3による。"),
        ("Xem mục 6.4, bảng 1, hình 1.", "Xem mục 6.5, bảng 2, hình 3."),
        ("注[*1]", "注[*2]"),
        ("4回洗浄する。", "4回洗浄する。"),
        ("第4条に従う。", "第4条に従う。"),
        ("代表1検体", "代表1検体"),
    ],
)
def test_a_reference_is_put_to_its_new_number(old: str, new: str) -> None:
    assert renumbered(old, NUMBERS) == new


def test_a_step_is_counted_in_the_section_its_text_stands_in() -> None:
    assert renumbered("手順2に戻る。", NUMBERS, "6.4") == "手順3に戻る。"
    assert renumbered("手順（２）に戻る。", NUMBERS, "6.4") == "手順（３）に戻る。"
    assert renumbered("手順2に戻る。", NUMBERS, "4") == "手順2に戻る。"


def test_a_step_that_left_its_section_keeps_its_number_in_the_reference() -> None:
    """So that the reference shows up as one that must be written anew."""
    assert renumbered("手順1に戻る。", NUMBERS, "6") == "手順1に戻る。"


@pytest.mark.parametrize(
    ("caption", "number", "bare"),
    [
        ("表1　試薬", "1", "試薬"),
        ("図２-1: 曲線", "２-1", "曲線"),
        ("Bảng 3. Thuốc thử", "3", "Thuốc thử"),
        ("試薬", "", "試薬"),
    ],
)
def test_a_caption_is_read_with_and_without_its_number(caption: str, number: str, bare: str) -> None:
    assert (caption_number(caption), bare_caption(caption)) == (number, bare)
