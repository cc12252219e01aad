"""Paragraphs as read, in both readings of their open changes."""

from __future__ import annotations

from sops.word import origin
from sops.word.lines import Line, Token, flat, joined, one_line, untabbed
from sops.word.pending import PendingLosses
from sops.word.result import Tracked


def test_both_readings_of_a_line() -> None:
    line = Line([Token("培養は"), Token("3", accepted=False), Token("5", rejected=False), Token("日")])

    assert (line.reading(True), line.reading(False)) == ("培養は5日", "培養は3日")


def test_tokens_of_one_height_are_raised_together() -> None:
    line = Line([Token("10"), Token("1", "sup"), Token("2", "sup"), Token("個")])

    assert origin.shown(line.reading(True)) == "10¹²個"
    assert line.reading(False) == "1012個"


def test_raised_text_without_characters_of_its_own_is_recorded() -> None:
    losses = PendingLosses()

    text = origin.shown(Line([Token("値"), Token("暫定", "sup")]).reading(True, losses))

    assert text == "値^(暫定)"
    assert [(loss.kind, loss.text, loss.detail, loss.kept) for loss in losses.take()] == [
        ("script", "暫定", "^(暫定)", True)
    ]


def test_struck_out_text_is_in_brackets_once_however_many_runs_it_has() -> None:
    line = Line([Token("値は"), Token("3", struck=True), Token("0", struck=True), Token("5"), Token(" ", struck=True)])

    assert origin.shown(line.reading(True)) == "値は〔取り消し線：30〕5 "


def test_a_line_is_absent_only_where_an_open_change_takes_all_its_text() -> None:
    deleted = Line([Token("静置する。", accepted=False)])

    assert (deleted.is_absent(deleted.reading(True)), deleted.is_absent(deleted.reading(False))) == (True, False)
    assert Line([Token(" ")]).is_absent(" ") is False


def test_joined_lines_keep_everything() -> None:
    first = Line([Token("前")], [("k", "絵")], ["box"], [("footnote", "1")], [Tracked("insert", "前")])

    whole = joined([first, Line([Token("後")], contents=True)])

    assert whole.reading(True) == "前後"
    assert (whole.pictures, whole.boxes, whole.notes, whole.changes) == (
        first.pictures, first.boxes, first.notes, first.changes,
    )  # fmt: skip
    assert whole.contents


def test_tabs_and_line_breaks() -> None:
    text = " 一\t二 \n 三 "

    assert (one_line(text), flat(text), untabbed("一 \t 二")) == ("一 二 三", "一 二\n三", "一 二")
