"""Pieces of HTML: icons, and marks of the language a text is in."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from core.markup import icon, lang_of, mixed


def test_an_icon_is_hidden_from_screen_readers_and_sized():
    drawn = icon("right", 20, "big")

    assert drawn == (
        '<svg width="20" height="20" viewBox="0 0 16 16" aria-hidden="true" class="big">'
        '<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
        ' d="M3 8h9.5M9 4.5 12.5 8 9 11.5"/></svg>'
    )


def test_an_icon_that_is_not_drawn_is_a_fault():
    with pytest.raises(KeyError):
        icon("unknown")


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("vi", "Học với 佐藤 健一.", 'Học với <span lang="ja">佐藤 健一</span>.'),
        ("ja", "佐藤 健一 <b>", "佐藤 健一 &lt;b&gt;"),
        ("en", "<b> & 佐藤", '&lt;b&gt; &amp; <span lang="ja">佐藤</span>'),
        ("en", "No Japanese <b>", "No Japanese &lt;b&gt;"),
    ],
)
def test_japanese_names_in_a_sentence_are_marked_and_all_is_escaped(language, text, marked):
    with override(language):
        assert mixed(text) == marked


@pytest.mark.parametrize(
    ("name", "vi", "en", "ja"),
    [
        ("Nguyễn Thị Thu Hiền", "", ' lang="vi"', ' lang="vi"'),
        ("小林 由美", ' lang="ja"', ' lang="ja"', ""),
        ("Kobayashi Yumi", "", "", ""),
    ],
)
def test_names_of_another_language_say_so(name: str, vi: str, en: str, ja: str) -> None:
    for language, expected in (("vi", vi), ("en", en), ("ja", ja)):
        with override(language):
            assert lang_of(name) == expected
