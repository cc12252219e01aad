"""Words put in and taken out."""

from __future__ import annotations

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sops.reading.marks import lines, pieces, short

TEXTS = st.text(alphabet="ab 12.,37±–°C tếbàogốc幹細胞を ", max_size=60)


@given(TEXTS, TEXTS)
def test_pieces_give_back_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)

    assert "".join(text for op, text in found if op in "=-") == old
    assert "".join(text for op, text in found if op in "=+") == new


def test_pieces_keep_numbers_whole() -> None:
    assert pieces("Màng lọc 70 µm", "Màng lọc 100 µm") == [("=", "Màng lọc "), ("-", "70"), ("+", "100"), ("=", " µm")]


def test_pieces_of_japanese_are_letters_not_sentences() -> None:
    assert pieces("60分間加温する。", "45分間加温する。") == [("-", "60"), ("+", "45"), ("=", "分間加温する。")]


def test_short_keeps_the_difference() -> None:
    kept = "rửa mô bằng dung dịch đệm phosphat nhiều lần cho đến khi dịch rửa trong "

    assert short([("=", kept), ("-", "3"), ("+", "5"), ("=", kept)])[1:3] == [("-", "3"), ("+", "5")]
    words = short([("+", "5"), ("=", "phút rồi ly tâm lại hai lần nữa ở nhiệt độ phòng"), ("-", "3")])
    assert words[1] == ("=", "phút rồi ly tâm … ở nhiệt độ phòng")
    assert sum(len(text) for _op, text in short([("=", kept), ("+", "5"), ("=", kept)])) < 50


def test_a_line_says_that_a_block_was_only_moved() -> None:
    row = {"block_id": "b1", "section": "2 (1)", "kind": "moved", "old": {}, "new": {}, "class": "procedural"}

    with override("en"):
        found = lines([row], "vi")

    assert [(line.anchor, line.kind, line.pieces) for line in found] == [("b1", "moved", [("=", "moved")])]


def test_lines_join_the_changes_of_one_block() -> None:
    row = {
        "block_id": "b1",
        "section": "2 (1)",
        "kind": "changed",
        "old": {"vi": "a"},
        "new": {"vi": "b"},
        "class": "procedural",
    }

    with override("en"):
        found = [(line.anchor, line.label, line.critical) for line in lines([row, {**row, "class": "critical"}], "vi")]

    assert found == [("b1", "Section 2, step 1", True)]
