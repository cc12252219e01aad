"""Comparators beside a number, in words and signs (domain (c) 5)."""

from __future__ import annotations

import re

import pytest

from sops.guard.comparators import comparison

VI = [
    ("không quá 5 mL", "≤"),
    ("không được vượt quá 5 mL", "≤"),
    ("tối đa 5 mL", "≤"),
    ("nhiều nhất là 5 mL", "≤"),
    ("từ 5 mL trở xuống", "≤"),
    ("ít nhất 5 mL", "≥"),
    ("không dưới 5 mL", "≥"),
    ("từ 5 mL trở lên", "≥"),
    ("5 mL hoặc nhiều hơn", "≥"),
    ("lớn hơn hoặc bằng 5 mL", "≥"),
    ("dưới 5 mL", "<"),
    ("chưa đến 5 mL", "<"),
    ("vượt quá 5 mL", ">"),
    ("nhiều hơn 5 mL", ">"),
    ("≤ 5 mL", "≤"),
    ("5 mL", ""),
]
EN = [
    ("not more than 5 mL", "≤"),
    ("must not exceed 5 mL", "≤"),
    ("at most 5 mL", "≤"),
    ("5 mL or less", "≤"),
    ("at least 5 mL", "≥"),
    ("no less than 5 mL", "≥"),
    ("5 mL or more", "≥"),
    ("below 5 mL", "<"),
    ("fewer than 5 mL", "<"),
    ("exceeding 5 mL", ">"),
    ("greater than 5 mL", ">"),
    ("± 5 mL", "±"),
    ("add 5 mL", ""),
]
JA = [
    ("5 mL以上", "≥"),
    ("5 mL以下", "≤"),
    ("5 mL以内", "≤"),
    ("5 mL未満", "<"),
    ("5 mLを下回る", "<"),
    ("5 mLを下回らない", "≥"),
    ("5 mLを超える", ">"),
    ("5 mLを超えないこと", "≤"),
    ("5 mLより多い", ">"),
    ("5 mLより少ない", "<"),
    ("5 mLの超音波", ""),
    ("5 mL加える", ""),
]


def found(text: str, language: str) -> tuple[str, str]:
    number = re.search(r"5 mL", text)
    assert number is not None
    said = comparison(text, number.start(), number.end(), language)
    return "".join(sorted(said.strong)), "".join(sorted(said.soft))


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [(text, language, sign) for language, rows in (("vi", VI), ("en", EN), ("ja", JA)) for text, sign in rows],
)
def test_words_are_read_as_the_sign_they_stand_for(text: str, language: str, sign: str) -> None:
    assert found(text, language)[0] == sign


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [
        ("trong vòng 5 mL", "vi", "≤"),
        ("trên 5 mL", "vi", ">"),
        ("within 5 mL", "en", "≤"),
        ("above 5 mL", "en", ">"),
        ("5 mLまで", "ja", "≤"),
        ("最大5 mL", "ja", "≤"),
        ("không ngâm quá 5 mL", "vi", ">≤"),
    ],
)
def test_words_that_may_mean_something_else_are_soft(text: str, language: str, sign: str) -> None:
    assert found(text, language) == ("", sign)


def test_words_in_front_of_another_number_belong_to_that_number() -> None:
    assert found("ít nhất 3 lần 5 mL", "vi") == ("", "")


def test_the_words_of_a_limit_are_kept_so_that_they_are_no_negation() -> None:
    text = "không quá 5 mL"
    said = comparison(text, text.index("5"), len(text), "vi")

    assert [text[start:end].strip() for start, end in said.spans] == ["không quá"]
