"""Texts of documents as HTML."""

from __future__ import annotations

import pytest

from sops.queries import Hit
from sops.templatetags.sop_text import snippet, sop_text


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("24 giờ[*1]", '24\u00a0giờ<sup><a href="#fn-1">*1</a></sup>'),
        ("OD_(600) và x^(n)", "OD<sub>600</sub> và x<sup>n</sup>"),
        ("một\nhai", "một<br>hai"),
        ('[*"><b>]', "[*&quot;&gt;&lt;b&gt;]"),
    ],
)
def test_text_is_escaped_and_its_marks_drawn(given: str, drawn: str) -> None:
    assert sop_text(given) == drawn


def hit(text: str, word: str = "") -> Hit:
    start = text.index(word) if word else 0
    return Hit("b1.text", "text", "vi", text, start, start + len(word))


LONG = "rửa mô bằng dung dịch đệm phosphat nhiều lần cho đến khi dịch rửa trong và không còn hồng cầu "


def test_the_found_words_are_marked_inside_a_piece_of_their_sentence() -> None:
    shown = snippet(hit(f"{LONG}collagenase {LONG}", "collagenase"))

    assert shown.count("<mark>collagenase</mark>") == 1
    assert (shown[0], shown[-1]) == ("…", "…")
    assert len(shown) < 180
    assert set(shown.strip("…").replace("<mark>", "").replace("</mark>", "").split()) <= {
        *LONG.split(), "collagenase",
    }  # fmt: skip


def test_a_short_sentence_is_shown_whole() -> None:
    assert snippet(hit("Ủ với collagenase.", "collagenase")) == "Ủ với <mark>collagenase</mark>."


def test_words_no_mark_can_follow_show_the_beginning() -> None:
    assert snippet(hit("ｺﾗｹﾞﾅｰｾﾞ")) == "ｺﾗｹﾞﾅｰｾﾞ"
    assert snippet(hit("a" * 200)) == "a" * 140 + "…"


def test_a_found_text_brings_no_markup() -> None:
    assert snippet(hit("<b>x</b> <i>", "x")) == "&lt;b&gt;<mark>x</mark>&lt;/b&gt; &lt;i&gt;"
