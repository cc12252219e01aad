"""Namespaces and elements of Word's XML."""

from __future__ import annotations

from sops.word import read_docx
from sops.word.names import STRICT
from tests.sops.word.build import (
    docx,
    h,
    p,
    unzipped,
    zipped,
)
from tests.sops.word.files import outline


def test_strict_markup_in_utf_16_reads_as_any_other() -> None:
    files = unzipped(docx(h("目的"), p("定める。")))
    text = files["word/document.xml"].decode()
    for strict, usual in STRICT.items():
        text = text.replace(usual.decode(), strict.decode())
    head, _sign, rest = text.partition("?>")
    changed = zipped(
        {**files, "word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{rest or head}'.encode("utf-16")}
    )

    assert outline(read_docx(changed, "x.docx")) == ["1 目的", "- 定める。"]
