"""What changed inside one text."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sops.comparison.inline import inline


@given(st.text(alphabet="あいう細胞0123.,ab 分℃", max_size=60), st.text(alphabet="あいう細胞0123.,ab 分℃", max_size=60))
@settings(max_examples=200, deadline=None)
def test_inline_pieces_spell_both_texts(old, new) -> None:
    pieces = inline(old, new)

    assert "".join(text for op, text in pieces if op != "insert") == old
    assert "".join(text for op, text in pieces if op != "delete") == new


def test_numbers_change_as_a_whole() -> None:
    assert inline("60分間振とうする。", "65分間振とうする。") == [
        ("delete", "60"),
        ("insert", "65"),
        ("equal", "分間振とうする。"),
    ]


def test_a_text_of_equal_tokens_is_compared_in_bounded_time() -> None:
    start = time.process_time()
    inline("ab c" * 3000, "ba c" * 3000)

    assert time.process_time() - start < 2


def test_a_lone_particle_between_two_changes_is_part_of_one() -> None:
    assert inline("培地を5", "試薬を2") == [("delete", "培地を5"), ("insert", "試薬を2")]


def test_latin_words_change_as_a_whole() -> None:
    assert inline("Rửa mô", "Rửa máu") == [("equal", "Rửa "), ("delete", "mô"), ("insert", "máu")]


def test_equal_texts_are_one_piece() -> None:
    assert (inline("同じ", "同じ"), inline("", "")) == ([("equal", "同じ")], [])
