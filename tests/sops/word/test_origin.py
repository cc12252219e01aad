"""Text with its form in the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sops.word import origin

TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters=[chr(code) for code in range(0xFDD0, 0xFDF0)]), max_size=12
)


@given(TEXT, TEXT, TEXT)
def test_both_forms_come_back(before, shown, in_file) -> None:
    marked = before + origin.printed(shown, in_file) + origin.generated("(1)") + before

    assert origin.shown(marked) == f"{before}{shown}(1){before}"
    assert origin.in_file(marked) == f"{before}{in_file}{before}"


@given(TEXT, TEXT)
def test_only_generated_text_is_split_off(label, rest) -> None:
    assert origin.split_generated(origin.generated(label) + rest) == (label, rest)
    for other in (rest, origin.rearranged(label, rest)):
        assert origin.split_generated(other) == ("", other)


def test_a_formula_in_one_line_may_reorder_its_characters_but_lose_none() -> None:
    text = origin.rearranged("1/2", "12") + origin.printed("μ", "m")

    assert origin.formulas(text) == [("1/2", "12")]
    assert (origin.lacks_characters("1/2", "12"), origin.lacks_characters("1/2", "122")) == (False, True)


def test_raised_digits_are_compared_as_raised_however_they_are_written() -> None:
    assert origin.with_height("3", "sup") == origin.unified_heights("³") != origin.with_height("3", "sub")
    assert origin.with_height("−6", "sup") == origin.unified_heights("⁻⁶")
    assert origin.with_height("。", "sup") == "。"
    assert origin.without_heights(origin.unified_heights("10³")) == "103"
