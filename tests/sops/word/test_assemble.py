"""The walk through the body: what each paragraph becomes."""

from __future__ import annotations

import pytest

from tests.sops.word.build import abstract, h, level, num, numbered, p, r, use
from tests.sops.word.changes import BY, both_readings, deleted, recorded_changes
from tests.sops.word.files import lost, read, summary, whole
from tests.sops.word.inline import either


def test_wrappers_and_loose_runs_between_paragraphs() -> None:
    result = read(
        f"<w:customXml w:element='x'><w:customXmlPr/>{p('一。')}</w:customXml>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('二。')}</w:sdtContent></w:sdt>",
        f"<w:new>{p('三。')}</w:new>",
        either(p("四。"), p("四の旧。")),
        r("五。"),
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('ここに入力')}</w:sdtContent></w:sdt>",
    )

    assert summary(result) == ["paragraph 一。", "paragraph 二。", "paragraph 三。", "paragraph 四。", "paragraph 五。"]
    assert lost(result) == [("placeholder", "ここに入力")]


@pytest.mark.parametrize(
    ("mark", "accepted", "rejected"),
    [
        ("del", ["paragraph 前半後半。"], ["paragraph 前半", "paragraph 後半。"]),
        ("ins", ["paragraph 前半", "paragraph 後半。"], ["paragraph 前半後半。"]),
    ],
)
def test_a_paragraph_mark_that_comes_or_goes_joins_two_paragraphs(mark, accepted, rejected) -> None:
    body = (p("前半", properties=f"<w:rPr><w:{mark} {BY}/></w:rPr>"), p("後半。"))

    assert both_readings(*body) == (accepted, rejected)


def test_a_paragraph_taken_out_whole_leaves_no_number_behind() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)
    out = p(deleted("静置する。"), properties=num(1) + f"<w:rPr><w:del {BY}/></w:rPr>")
    body = (p("混合する。", properties=num(1)), out, p("記録する。", properties=num(1)))

    assert both_readings(*body, numbering=lists) == (
        ["step (1) 混合する。", "step (2) 記録する。"],
        ["step (1) 混合する。", "step (2) 静置する。", "step (3) 記録する。"],
    )


def test_moved_text_is_in_one_place_only() -> None:
    body = (
        p("一。"),
        p(
            f'<w:moveFromRangeStart w:id="1"/><w:moveFrom {BY}>{r("動く文。")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        ),
        p("二。"),
        p(f"<w:moveTo {BY}>{r('動く文。')}</w:moveTo>"),
    )

    assert both_readings(*body) == (
        ["paragraph 一。", "paragraph 二。", "paragraph 動く文。"],
        ["paragraph 一。", "paragraph 動く文。", "paragraph 二。"],
    )
    assert [kind for kind, _text, _a, _r in recorded_changes(*body)] == ["move_from", "move_to"]


def test_a_number_drawn_in_a_symbol_font() -> None:
    circled = '<w:r><w:sym w:font="Wingdings" w:char="F0{}"/></w:r>'

    assert summary(read(p(circled.format("81"), r(" 甲")), p(circled.format("82"), r(" 乙")))) == [
        "step (1) 甲",
        "step (2) 乙",
    ]


def test_an_automatic_list_with_a_middle_dot_keeps_its_levels() -> None:
    lists = abstract(0, level(0, "bullet", "・"), level(1, "bullet", "・")) + use(1, 0)
    blocks = whole(h("機器"), numbered((0, "恒温槽"), (1, "校正済み")), numbering=lists).content["blocks"]

    assert [(block["type"], block.get("level"), block["text"]) for block in blocks[1:]] == [
        ("list_item", 1, "恒温槽"),
        ("list_item", 2, "校正済み"),
    ]


def test_words_that_word_prints_before_an_entry_are_kept() -> None:
    lists = abstract(0, level(0, "bullet", "警告：")) + use(1, 0) + abstract(1, level(0, "bullet", "o")) + use(2, 1)
    blocks = whole(
        h("保管"), p("液体窒素に触れない。", properties=num(1)), p("手袋", properties=num(2)), numbering=lists
    ).content["blocks"]

    assert [(block["type"], block["text"]) for block in blocks[1:]] == [
        ("warning", "警告：液体窒素に触れない。"),
        ("list_item", "手袋"),
    ]


def test_a_deleted_paragraph_mark_at_the_very_end_loses_no_text() -> None:
    assert summary(read(p("前。"), p("最後。", properties=f"<w:rPr><w:del {BY}/></w:rPr>"))) == [
        "paragraph 前。", "paragraph 最後。",
    ]  # fmt: skip


def test_an_end_mark_is_recorded_and_no_paragraph() -> None:
    result = read(p("文。"), p("以上"))

    assert summary(result) == ["paragraph 文。"]
    assert [loss.text for loss in result.losses if loss.kind == "end_mark"] == ["以上"]


def test_an_embedded_document_between_paragraphs_is_recorded() -> None:
    assert lost(read(p("文。"), '<w:altChunk r:id="rA"/>')) == [("embedded_document", "")]


def test_an_empty_paragraph_ends_a_box() -> None:
    frame = '<w:shd w:fill="FFFF00"/>'
    body = [p("必ず残す。", properties=frame), p(), p("必ず消す。", properties=frame)]

    assert summary(read(*body)) == ["caution 必ず残す。", "caution 必ず消す。"]


def test_levels_of_steps_begin_anew_in_each_section() -> None:
    result = read(p("(1) 混合する。"), p("a) 緩衝液"), h("記録"), p("a) 日付"), p("b) 氏名"))

    assert summary(result) == [
        "step (1) 混合する。",
        "step ア 緩衝液",
        "section 2 記録",
        "step (1) 日付",
        "step (2) 氏名",
    ]
