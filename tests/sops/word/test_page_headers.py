"""Page headers and footers."""

from __future__ import annotations

from tests.sops.word import pictures
from tests.sops.word.build import p, r, tbl, tr
from tests.sops.word.changes import deleted, inserted
from tests.sops.word.files import lost, read
from tests.sops.word.inline import field


def test_changes_in_the_page_header() -> None:
    head = {"header1": tbl(tr("文書番号", "SOP-9"), tr("版数", p(r("第"), deleted("1"), inserted(r("2")), r("版"))))}

    assert read(p("文。"), parts=head).header["version"] == "第2版"
    assert read(p("文。"), parts=head, tracked="reject").header["version"] == "第1版"
    assert [(c.kind, c.text, c.accepted) for c in read(p("文。"), parts=head).tracked] == [
        ("delete", "1", "第2版"),
        ("insert", "2", "第2版"),
    ]


def test_lines_pairs_page_numbers_and_logos() -> None:
    pages = tbl(tr("頁", p(field("PAGE", r("1")), r("/"))), tr("文書番号", "SOP-9"))
    logo = pictures.part("rP", pictures.png())
    parts = {"header1": pages + p(r("社外秘")), "footer1": p("版数：2"), **logo["parts"]}

    result = read(p("文。"), parts=parts, relations=logo["relations"])

    assert [(pair["part"], pair["label"], pair["value"]) for pair in result.header["raw"]] == [
        ("header", "文書番号", "SOP-9"), ("header", "", "社外秘"), ("footer", "版数", "2"),
    ]  # fmt: skip
    assert [(loss.text, loss.where) for loss in result.losses if loss.kind == "page_number"] == [
        ("1", "header"), ("頁", "header"), ("/", "header"),
    ]  # fmt: skip
    assert lost(result) == []


def test_a_picture_in_the_page_header_is_recorded() -> None:
    logo = pictures.part("rP", pictures.png())
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">{logo["relations"]}</Relationships>'
    raw = {"word/_rels/header1.xml.rels": rels.encode()}

    result = read(p("文。"), parts={"header1": pictures.inline("rP", "社章"), **logo["parts"]}, raw=raw)

    assert [(loss.kind, loss.detail, loss.where) for loss in result.losses if loss.kind == "picture_header"] == [
        ("picture_header", "社章", "header")
    ]
    assert result.images == {}


def test_a_number_of_pages_that_is_typed_is_kept() -> None:
    result = read(p("文。"), parts={"header1": tbl(tr("文書番号", "SOP-9"), tr("頁数", "全12頁"))})

    assert [(pair["label"], pair["value"]) for pair in result.header["raw"]] == [
        ("文書番号", "SOP-9"),
        ("頁数", "全12頁"),
    ]
