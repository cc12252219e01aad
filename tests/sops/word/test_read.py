"""The entry of the import."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sops.document.content import segments
from sops.word import read_docx
from tests.sops.word.build import (
    SPACES,
    STYLES,
    docx,
    h,
    p,
)
from tests.sops.word.files import imported, lost, read, summary


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


def test_equal_texts_have_equal_ids_in_both_revisions() -> None:
    first, second = (imported(f"SOP-ISO-001_rev{n}").content["blocks"] for n in (1, 2))
    ids = {block["id"] for block in first}

    new = [block.get("text") for block in second if block["id"] not in ids]

    assert new == [
        "コラゲナーゼは、同一提供者の処理では同一ロットを使用し、新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。",
        "作業者は、作業を開始する前に、手袋を70％エタノールで消毒すること。",
        "恒温振とう水槽で、37±1℃、100 rpmにて45分間振とうする。",
        "酵素処理開始から20分後に、組織片の分散状態を目視で確認し、結果を製造指図記録書に記録する。",
    ]


def test_translations_of_the_sender_are_the_texts_of_the_import() -> None:
    """The translation beside the samples lists the document's texts by hand: an independent reading of the file."""
    path = Path(__file__).parents[2] / "data" / "translations" / "SOP-ISO-001_rev1.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = [row["ja"] for row in csv.DictReader(file)]
    result = imported("SOP-ISO-001_rev1")
    found = [str(segment.text) for segment in segments(result.content)]
    found += [text for pair in result.header["raw"] for text in (pair["label"], pair["value"])]

    missing = {" ".join(text.split()) for text in listed} - {" ".join(text.split()) for text in found}

    assert missing == {"以上", "頁"}
