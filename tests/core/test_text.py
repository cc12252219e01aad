from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, name_key, sort_key


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("te bao goc", "Tế bào gốc"),
        ("DONG LANH", "đông lạnh"),
        ("幹細胞", "間葉系幹細胞の培養"),
        ("ＣＯ２", "CO₂ 5 %"),
        ("ｸﾘｰﾝﾍﾞﾝﾁ", "クリーンベンチ"),
        ("duong ong", "đường ống"),
    ],
)
def test_fold_finds(query, text):
    assert fold(query) in fold(text)


def test_fold_keeps_voiced_kana_apart():
    assert fold("か") != fold("が")


@given(st.text())
def test_fold_is_stable_and_blind_to_normal_form(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_words_sort_the_vietnamese_way():
    words = ["đa", "da", "ơ", "ô", "o", "ân", "ăn", "an", "ma", "mã", "má"]

    assert sorted(words, key=sort_key) == ["an", "ăn", "ân", "da", "đa", "ma", "mã", "má", "o", "ô", "ơ"]


def test_names_sort_by_given_name_and_japanese_names_come_after():
    names = ["Nguyễn Văn Đức", "Trần Thị An", "佐藤 健一", "Lê Bình"]

    assert sorted(names, key=name_key) == ["Trần Thị An", "Lê Bình", "Nguyễn Văn Đức", "佐藤 健一"]
