"""Numbers written as words."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sops.guard.words import counted_words, kanji_numbers, kanji_value, word_values


@pytest.mark.parametrize(
    ("text", "value"),
    [("二", 2), ("十", 10), ("十二", 12), ("二十", 20), ("百五十", 150), ("三百二十一", 321), ("両", 2)],
)
def test_kanji_numerals_are_added_up(text: str, value: int) -> None:
    assert kanji_value(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二名で三回確認する。", [("二", D(2)), ("三", D(3))]),
        ("十二本", [("十二", D(12))]),
        ("一部、一定、同一の", []),
        ("統一回", []),
    ],
)
def test_a_numeral_counts_only_in_front_of_a_counter(text: str, found: list[tuple[str, D]]) -> None:
    assert kanji_numbers(text) == found


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hai người đo ba lần", "vi", {2, 3}),
        ("hai mươi lăm", "vi", {25}),
        ("mười hai", "vi", {12}),
        ("measure twice", "en", {2}),
        ("twenty-five", "en", {25}),
        ("in triplicate", "en", {3}),
        ("両方", "ja", {2}),
        ("各検体", "ja", {1}),
        ("Lớp II", "vi", {2}),
    ],
)
def test_every_value_a_word_may_stand_for_is_known(text: str, language: str, expected: set[int]) -> None:
    assert {D(value) for value in expected} <= word_values(text, language)


@pytest.mark.parametrize(("text", "language"), [("nửa giờ", "vi"), ("half an hour", "en"), ("半量", "ja")])
def test_a_half_is_a_number(text: str, language: str) -> None:
    assert D("0.5") in word_values(text, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ba người kiểm tra năm lần", "vi", {D(3), D(5)}),
        ("năm 2026", "vi", set()),
        ("three operators", "en", {D(3)}),
        ("one third", "en", set()),
        ("三名", "ja", set()),
    ],
)
def test_words_that_count_persons_or_times(text: str, language: str, expected: set[D]) -> None:
    assert counted_words(text, language) == expected
