"""Negations and prohibitions, sentence by sentence."""

from __future__ import annotations

import pytest

from sops.guard.negation import negations


def strong(text: str, language: str) -> list[int]:
    return [found.strong for found in negations(text, language, [])]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("凍結しないこと。", "ja"),
        ("再使用禁止", "ja"),
        ("触れてはなりません。", "ja"),
        ("加えずに混和する。", "ja"),
        ("使用不可", "ja"),
        ("Không được đông lạnh.", "vi"),
        ("Cấm dùng lại.", "vi"),
        ("Chưa đạt.", "vi"),
        ("Do not freeze.", "en"),
        ("Don't freeze.", "en"),
        ("Never touch it.", "en"),
        ("It is prohibited.", "en"),
    ],
)
def test_a_prohibition_counts(text: str, language: str) -> None:
    assert strong(text, language) == [1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("記録しなければならない。", "ja"),
        ("少なくとも3回洗浄する。", "ja"),
        ("移行の可否を判定する。", "ja"),
        ("必ず確認する。", "ja"),
        ("5 mLずつ分注する。", "ja"),
        ("省略しなくてもよい。", "ja"),
        ("Không khí trong phòng.", "vi"),
        ("Có đạt hay không.", "vi"),
        ("Bơm chân không.", "vi"),
        ("Tế bào miễn dịch.", "vi"),
        ("Whether or not it passes.", "en"),
        ("Sample No. 3", "en"),
        ("Without delay.", "en"),
    ],
)
def test_what_only_looks_like_one_does_not(text: str, language: str) -> None:
    assert sum(strong(text, language)) == 0


def test_sentences_are_counted_apart() -> None:
    assert strong("凍結しないこと。加温する。触れないこと。", "ja") == [1, 0, 1]
    assert strong("Không đông lạnh. Làm ấm. Không chạm vào.", "vi") == [1, 0, 1]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert len(negations("Keep at 0.5 mL. Do not freeze.", "en", [])) == 2


def test_the_words_of_a_limit_are_no_prohibition() -> None:
    text = "Không quá 5 mL."
    (found,) = negations(text, "vi", [(0, 9)])

    assert (found.strong, found.limits, found.other) == (0, 1, 1)


def test_another_way_to_deny_is_no_certain_one() -> None:
    (found,) = negations("Tránh ánh sáng.", "vi", [])

    assert (found.strong, found.other, found.weak) == (0, 1, 1)


def test_an_english_phrase_inside_another_language_may_deny() -> None:
    (found,) = negations("表示は do not freeze とする。", "ja", [])

    assert (found.strong, found.other) == (0, 1)
