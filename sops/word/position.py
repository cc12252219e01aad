"""Where in a paragraph the reader is, and what applies there."""

from __future__ import annotations

from dataclasses import dataclass, field

from sops.word.lines import Line
from sops.word.result import Tracked
from sops.word.styles import RunFormat


@dataclass(frozen=True)
class Position:
    """The line being read, and the formatting and open changes that apply to the next piece of it."""

    line: Line
    style: str  # id of the paragraph's style
    format: RunFormat
    format_before: RunFormat  # the formatting if an open change of it is rejected
    changes: tuple[Tracked, ...] = ()  # open changes around the piece, outermost first
    change_texts: list[str] = field(default_factory=list)  # text read so far under the innermost of them
