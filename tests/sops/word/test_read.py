"""The entry of the import."""

from __future__ import annotations

import pytest

from sops.word import read_docx
from tests.sops.word.build import (
    SPACES,
    STYLES,
    docx,
    h,
    p,
)
from tests.sops.word.files import lost, read, summary


def test_an_unknown_reading_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="maybe"):
        read_docx(docx(h("手順"), styles=STYLES), "x.docx", tracked="maybe")


def test_text_that_looks_like_markup_stays_text() -> None:
    text = "<script>alert(1)</script> & <b>太字</b> &amp; {{ 7*7 }}"

    assert summary(read(p(text))) == [f"paragraph {text}"]


def test_parts_the_document_does_not_show_are_recorded_with_their_text() -> None:
    glossary = f"<w:glossaryDocument {SPACES}><w:docParts>{p('ここに入力')}</w:docParts></w:glossaryDocument>"

    assert lost(
        read(p("文。"), parts={"glossary": glossary, "header9.xml": f"<w:hdr {SPACES}>{p('捨てられた頁眉')}</w:hdr>"})
    ) == [
        ("unused", "ここに入力"),
        ("unused", "捨てられた頁眉"),
    ]
