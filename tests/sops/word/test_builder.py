"""What the readers find, and which block it belongs to."""

from __future__ import annotations

from sops.word.builder import ImportBuilder
from sops.word.cover import CoverLine
from sops.word.header import Pair
from sops.word.lines import Line
from sops.word.pending import PendingLosses
from sops.word.result import Loss, Tracked


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "text": text}


def test_pending_losses_and_changes_belong_to_the_next_block() -> None:
    pending = PendingLosses()
    builder = ImportBuilder(pending)
    first = builder.add_block(paragraph("一"))
    pending.add("hidden", "見えない")
    builder.hold(Line(changes=[Tracked("insert", "三")]))

    second = builder.add_block(paragraph("二"), Line(changes=[Tracked("delete", "五")]))

    assert [(loss.text, block is second) for loss, block in builder.losses] == [("見えない", True)]
    assert [(change.text, block is second) for change, block in builder.tracked] == [("三", True), ("五", True)]
    assert builder.blocks == [first, second]
    assert not pending


def test_losses_of_a_page_header_say_where_they_are_and_belong_to_no_block() -> None:
    pending = PendingLosses()
    builder = ImportBuilder(pending)
    builder.add_block(paragraph("一"))
    pending.add("page_number", "頁")

    builder.settle(None, where="header")

    assert [(loss.where, block) for loss, block in builder.losses] == [("header", None)]


def test_a_picture_is_recorded_for_its_words_and_where_it_was_moved() -> None:
    builder = ImportBuilder(PendingLosses())

    builder.add_figure("a" * 64, "流路", moved=True)
    builder.add_figure("", "図", moved=False)

    assert [loss.kind for loss, _block in builder.losses] == ["picture_moved", "picture_words"]
    assert [block["alt"] for block in builder.blocks] == ["流路", "図"]


def test_note_references_are_handed_out_once() -> None:
    builder = ImportBuilder(PendingLosses())
    builder.add_block(paragraph("一[*1]"), Line(notes=[("footnote", "2")]))
    builder.hold(Line(notes=[("endnote", "3")]))

    assert builder.take_note_references() == [("footnote", "2"), ("endnote", "3")]
    assert builder.take_note_references() == []


def test_a_line_of_the_cover_goes_into_the_header_with_its_losses() -> None:
    pending = PendingLosses()
    builder = ImportBuilder(pending)
    pending.add("link")

    builder.add_cover_line(CoverLine(pairs=(Pair("", "架空大学"),), organisation="架空大学"), Line())
    builder.add_cover_line(CoverLine(titles=("培養手順書",)), Line())

    assert (builder.organisation, builder.titles) == ("架空大学", ["培養手順書"])
    assert builder.header_pairs == [{"part": "body", "label": "", "between": "", "value": "架空大学"}]
    assert builder.losses == [(Loss("link"), None)]


def test_a_title_goes_before_that_of_a_warning_and_before_the_text_of_a_note() -> None:
    builder = ImportBuilder(PendingLosses())
    warning = {"type": "warning", "kind": "warning", "title": "高温", "text": "触れない。"}
    note = {"type": "note", "text": "記録する。"}

    builder.add_title(warning, "警告")
    builder.add_title(note, "注記")

    assert (warning["title"], note["text"]) == ("警告 高温", "注記\n記録する。")
