"""What the first page says of the document."""

from __future__ import annotations

from tests.sops.word.build import (
    typed_lines,
)
from tests.sops.word.files import outline, whole


def test_header_lines_with_a_blank_between_label_and_value() -> None:
    result = whole(
        *typed_lines("標準操作手順書：細胞計数\n文書番号　CELL-07\n版　1.2　　制定日　2024年1月10日\n1　目的\n定める。")
    )

    assert {name: result.header[name] for name in ("number", "title", "version", "established")} == {
        "number": "CELL-07", "title": "細胞計数", "version": "1.2", "established": "2024年1月10日",
    }  # fmt: skip
    assert outline(result) == ["1 目的", "- 定める。"]
