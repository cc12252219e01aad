"""Namespaces and elements of Word's XML."""

from __future__ import annotations

import pytest
from lxml import etree

from sops.word import read_docx
from sops.word.names import STRICT, all_text, chosen_branch, is_on, misplaced_text, text_of
from tests.sops.word.build import SPACES, docx, h, p, unzipped, zipped
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


def element(inside: str) -> object:
    return etree.fromstring(f"<w:x {SPACES}>{inside}</w:x>")


@pytest.mark.parametrize(
    ("value", "expected"), [("", True), (' w:val="1"', True), (' w:val="0"', False), (' w:val="False"', False)]
)
def test_switches(value, expected) -> None:
    (switch,) = element(f"<w:vanish{value}/>")

    assert is_on(switch) is expected
    assert is_on(None) is None


@pytest.mark.parametrize(
    ("branches", "text"),
    [
        ("<mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback>", "新"),
        ("<mc:Choice><w:tab/></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback>", "旧"),
        ("<mc:Fallback><w:t>旧</w:t></mc:Fallback><mc:Choice><w:t>新</w:t></mc:Choice>", "新"),
        ("<mc:Choice><w:t>新</w:t></mc:Choice><w:t>迷子</w:t>", "新迷子"),
        ("", ""),
    ],
)
def test_the_branch_that_is_read(branches, text) -> None:
    assert "".join(child.text or "" for child in chosen_branch(element(branches))) == text


def test_text_of_elements() -> None:
    found = element("<w:p><w:t>一</w:t><w:delText>二</w:delText></w:p><w:note><w:p><w:t>三</w:t></w:p></w:note>")
    note = found[1].tag

    assert (text_of(found), text_of(found, deleted=True)) == ("一三", "一二三")
    assert (all_text(found), all_text(found, outside=note)) == ("一二\n三", "一二")
    assert misplaced_text(found) == "一\n二\n三"
    assert misplaced_text(element("")) == ""
