"""What the first page says of the document."""

from __future__ import annotations

import pytest

from sops.word.cover import MAX_ORGANISATION, CoverLine, cover_line
from sops.word.header import Pair
from tests.sops.word.build import typed_lines
from tests.sops.word.files import outline, whole


def test_header_lines_with_a_blank_between_label_and_value() -> None:
    result = whole(
        *typed_lines("標準操作手順書：細胞計数\n文書番号　CELL-07\n版　1.2　　制定日　2024年1月10日\n1　目的\n定める。")
    )

    assert {name: result.header[name] for name in ("number", "title", "version", "established")} == {
        "number": "CELL-07", "title": "細胞計数", "version": "1.2", "established": "2024年1月10日",
    }  # fmt: skip
    assert outline(result) == ["1 目的", "- 定める。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("標準操作手順書：細胞計数", CoverLine(titles=("細胞計数",), pairs=(Pair("標準操作手順書", "", "："),))),
        ("文書番号：SOP-001", CoverLine(pairs=(Pair("文書番号", "SOP-001", "："),))),
        ("標準作業手順書", CoverLine(pairs=(Pair("", "標準作業手順書"),))),
        ("架空大学病院", CoverLine(pairs=(Pair("", "架空大学病院"),), organisation="架空大学病院")),
        ("架空大学病院で行う。", None),
        ("架空大学病院" + "あ" * MAX_ORGANISATION, None),
        ("1　架空大学病院", None),
        ("本書は、品質を確保する。", None),
    ],
)
def test_lines_of_the_cover(text, expected) -> None:
    assert cover_line(text, is_title=False, may_be_organisation=True) == expected


def test_a_title_by_its_style_whatever_it_says() -> None:
    assert cover_line("文書番号：\n培養", is_title=True, may_be_organisation=True) == CoverLine(
        titles=("文書番号： 培養",)
    )


def test_an_organisation_only_before_the_title() -> None:
    assert cover_line("架空大学病院", is_title=False, may_be_organisation=False) is None
