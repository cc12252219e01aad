"""Writes text into the line being read, and into the open changes and comment ranges around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sops.word.comments import CommentRanges
from sops.word.lines import Line, Token
from sops.word.result import Tracked
from sops.word.styles import RunFormat


@dataclass(frozen=True)
class Position:
    """Where in a paragraph the reader is: the line being read, and what applies to the next piece of it."""

    line: Line
    style: str  # id of the paragraph's style
    format: RunFormat
    format_before: RunFormat  # the formatting if an open change of it is rejected
    changes: tuple[Tracked, ...] = ()  # open changes around the piece, outermost first
    change_texts: list[str] = field(default_factory=list)  # text read so far under the innermost of them


class LineWriter:
    """Adds tokens to lines. A comment range runs over lines, so the writer keeps the ranges."""

    def __init__(self) -> None:
        self.comments = CommentRanges()

    def add(
        self,
        text: str,
        position: Position,
        script: str = "",
        script_before: str = "",
        *,
        original: str | None = None,
        formula: bool = False,
    ) -> None:
        """Add text to the line at `position`.

        `original`: what the text nodes of the file hold instead; empty where no text node holds the text.
        """
        token = Token(
            text,
            script,
            script_before,
            original=original,
            formula=formula,
            struck=position.format.struck,
            struck_before=position.format_before.struck,
        )
        if position.changes:
            position.change_texts.append(text)
            inserted = [change.kind in ("insert", "move_to") for change in position.changes]
            token.accepted, token.rejected = all(inserted), not any(inserted)
        position.line.tokens.append(token)
        self.comments.add(text)
