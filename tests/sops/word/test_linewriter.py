"""Text goes into its line, into the open changes around it, and into open comment ranges."""

from __future__ import annotations

from sops.word.lines import Line
from sops.word.linewriter import LineWriter, Position
from sops.word.result import Tracked
from sops.word.styles import RunFormat

PLAIN = RunFormat()


def test_text_inside_a_deletion_inside_an_insertion_is_in_neither_reading() -> None:
    line = Line()
    position = Position(line, "", PLAIN, PLAIN, changes=(Tracked("insert", ""), Tracked("delete", "")))

    LineWriter().add("三", position)

    assert [(token.accepted, token.rejected) for token in line.tokens] == [(False, False)]
    assert position.change_texts == ["三"]


def test_text_without_open_changes_is_in_both_readings() -> None:
    position = Position(Line(), "", PLAIN, RunFormat(struck=True))
    writer = LineWriter()
    writer.comments.begin("1")

    writer.add("三", position, "sup")

    (token,) = position.line.tokens
    assert (token.accepted, token.rejected, token.script, token.struck, token.struck_before) == (
        True, True, "sup", False, True,
    )  # fmt: skip
    assert position.change_texts == []
    assert writer.comments.take("1") == "三"
