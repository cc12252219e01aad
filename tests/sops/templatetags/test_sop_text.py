"""Texts of documents as HTML."""

from __future__ import annotations

import pytest

from sops.templatetags.sop_text import sop_text


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
