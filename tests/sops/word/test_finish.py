"""The last pass: captions, ids, and numbers that differ from those on paper."""

from __future__ import annotations

from tests.sops.word import pictures
from tests.sops.word.build import h, p, tbl, tr, typed_lines
from tests.sops.word.files import read


def test_captions_join_the_table_below_and_the_picture_above() -> None:
    result = read(
        p("表1　試薬"), tbl(tr("a", "b"), tr("c", "d")), p("表2に示す。"),
        pictures.inline("rP", "曲線の絵"), p("図1　曲線"), p("表3　何もない"), **pictures.part("rP", pictures.png()),
    )  # fmt: skip

    assert [(b["type"], b.get("caption", "")) for b in result.content["blocks"][1:]] == [
        ("table", "表1　試薬"),
        ("paragraph", ""),
        ("figure", "図1　曲線"),
        ("paragraph", ""),
    ]
    assert result.content["blocks"][-1]["text"] == "表3　何もない"


def test_equal_paragraphs_have_different_ids() -> None:
    blocks = read(p("同じ文。"), p("同じ文。"), h("別の節"), p("同じ文。")).content["blocks"]

    assert len({block["id"] for block in blocks}) == len(blocks) == 5


def test_numbers_that_differ_from_the_paper_are_recorded_with_their_step() -> None:
    result = read(*typed_lines("(1) 甲\n(3) 乙\n(4) 丙"))

    assert [(loss.where, loss.detail, loss.kept) for loss in result.losses if loss.kind == "number"] == [
        ("1 (2)", "(3) → (2)", True),
        ("1 (3)", "(4) → (3)", True),
    ]


def test_a_note_or_footnote_between_picture_and_caption_does_not_part_them() -> None:
    result = read(
        pictures.inline("rP", "曲線の絵"),
        p("注記：例示である。"),
        p("図1　曲線"),
        p("文。"),
        **pictures.part("rP", pictures.png()),
    )

    assert [(block["type"], block.get("caption", "")) for block in result.content["blocks"][1:]] == [
        ("figure", "図1　曲線"), ("note", ""), ("paragraph", ""),
    ]  # fmt: skip


def test_ids_follow_from_the_text_not_from_the_position() -> None:
    def ids(*texts: str) -> dict[str, str]:
        return {block["text"]: block["id"] for block in read(*map(p, texts)).content["blocks"][1:]}

    before, after = ids("甲。", "乙。"), ids("新。", "乙。", "甲。")

    assert {text: after[text] for text in before} == before


def test_a_warning_that_is_only_a_keyword_keeps_it_as_its_text() -> None:
    (warning,) = [block for block in read(p("警告")).content["blocks"] if block["type"] == "warning"]

    assert (warning["title"], warning["text"]) == ("", "警告")
