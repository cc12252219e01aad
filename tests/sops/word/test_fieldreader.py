"""Fields over one or many paragraphs."""

from __future__ import annotations

import pytest

from sops.word.fieldreader import MAX_DEPTH
from tests.sops.word.build import OFFICE, p, r
from tests.sops.word.files import lost, read, summary


def mark(kind: str) -> str:
    """A run with the mark that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize("middle", ["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'])
def test_a_field_without_end_swallows_nothing(middle) -> None:
    begun = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{middle}'

    assert summary(read(p(begun), p("次の文。"), p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("終わり。")))) == [
        "paragraph 次の文。",
        "paragraph 終わり。",
    ]


def test_a_table_of_contents_over_several_paragraphs_is_recorded_and_left_out() -> None:
    toc = (
        p(f"{mark('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{mark('separate')}", r("目的 1"))
        + p(r("手順 2"))
        + p(mark("end"))
    )  # fmt: skip
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('記録 3')}</w:sdtContent></w:sdt>"
    result = read(toc, control, p("本文。"))

    assert summary(result) == ["paragraph 本文。"]
    assert lost(result) == [("contents", "目的 1"), ("contents", "手順 2"), ("contents", "記録 3")]


def test_embedded_documents_objects_and_active_fields_are_recorded() -> None:
    field = '<w:fldSimple w:instr="{}">' + r("結果") + "</w:fldSimple>"
    result = read(
        '<w:altChunk r:id="rA"/>',
        p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="rO"/></w:object></w:r>'),
        p(field.format("DDEAUTO c:\\\\cmd.exe /k calc")),
        p(field.format("INCLUDETEXT https://evil.test/x")),
        parts={"chunk.html": "<script>alert(1)</script>"},
        relations=f'<Relationship Id="rA" Type="{OFFICE}/aFChunk" Target="chunk.html"/>',
    )

    assert [loss.kind for loss in result.losses if loss.kind in ("embedded_document", "object", "field")] == [
        "embedded_document",
        "object",
        "field",
        "field",
    ]
    assert summary(result) == ["paragraph 結果", "paragraph 結果"]


def test_a_field_nested_too_deep_is_no_field_and_swallows_nothing() -> None:
    outer = (mark("begin") + mark("separate")) * MAX_DEPTH
    body = p(outer, mark("begin"), r("深い。"), mark("end") * (MAX_DEPTH + 1))

    assert summary(read(body, p("後。"))) == ["paragraph 深い。", "paragraph 後。"]


def test_a_page_number_does_not_run_on_into_the_next_paragraph() -> None:
    begun = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate")

    result = read(p(r("頁"), begun, r("3")), p(r("次の文。"), mark("end")))

    assert summary(result) == ["paragraph 頁", "paragraph 次の文。"]
    assert [loss.text for loss in result.losses if loss.kind == "page_number"] == ["3"]
