"""The entry of the import."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sops.document.content import segments
from sops.word import read_docx
from tests.sops.word.build import SPACES, STYLES, docx, h, p
from tests.sops.word.files import imported, lost, read, summary, whole


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


@pytest.mark.parametrize(
    ("cover", "title", "guessed"),
    [
        ([p("培養手順書"), p("1　目的"), p("定める。")], "培養手順書", "培養手順書"),
        ([p("文書番号：SOP-9　表題：培養"), p("1　目的"), p("定める。")], "培養", None),
        ([p("1　目的"), p("培養手順書"), p("定める。")], "x", ""),
    ],
    ids=["on the cover", "in the header", "the file's name"],
)
def test_where_the_title_comes_from(cover, title, guessed) -> None:
    result = whole(*cover)

    assert (result.content["title"], result.header["title"]) == (title, title)
    assert next((loss.text for loss in result.losses if loss.kind == "title_guessed"), None) == guessed
    assert all(loss.kept for loss in result.losses if loss.kind.startswith("title_"))
    assert title not in [block.get("text") for block in result.content["blocks"]] or title == "x"


def test_titles_that_differ_are_recorded() -> None:
    result = whole(p("標準操作手順書：細胞計数"), p("表題：細胞数測定　版数：1"), p("1　目的"), p("定める。"))

    assert [loss.detail for loss in result.losses if loss.kind == "title_differs"] == ["細胞数測定 / 細胞計数"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("本書は定める。", "ja"), ("Quy định cách phân lập tế bào gốc.", "vi"), ("This SOP says how.", "en")],
)
def test_the_language_of_the_text(text, language) -> None:
    assert whole(p(text)).content["source"]["language"] == language
