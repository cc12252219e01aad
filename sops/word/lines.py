"""A paragraph as read: tokens of text, each with its height and the readings of the open changes it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from core.text import nfc
from sops.document.content import STRUCK
from sops.word import origin
from sops.word.pending import PendingLosses
from sops.word.result import Tracked
from sops.word.scripts import script_text


@dataclass
class Token:
    """Characters of one height that are part of the same readings of the open changes."""

    text: str
    script: str = ""  # sup, sub
    script_before: str = ""  # the script if an open change of formatting is rejected
    accepted: bool = True
    rejected: bool = True
    original: str | None = None  # as the file holds the text, where that differs
    formula: bool = False
    struck: bool = False
    struck_before: bool = False

    def marked(self) -> str:
        """The text with its form in the file (`sops.word.origin`)."""
        if self.formula:
            return origin.rearranged(self.text, self.original or "")
        if self.original is None:
            return self.text
        return origin.printed(self.text, self.original) if self.original else origin.generated(self.text)


@dataclass
class Line:
    """A paragraph as read."""

    tokens: list[Token] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)  # (key or "", description)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnote or endnote, id)
    changes: list[Tracked] = field(default_factory=list)
    contents: bool = False  # a line of a computed table of contents

    def reading(self, accept: bool, losses: PendingLosses | None = None) -> str:
        """The text with the open changes accepted or rejected, marked with its form in the file (`sops.word.origin`).

        Tabs and line breaks are kept. `losses` receives raised and lowered text that Unicode cannot express.
        """
        tokens = [token for token in self.tokens if (token.accepted if accept else token.rejected)]
        groups = groupby(_bracketed(tokens, accept), key=lambda token: token.script if accept else token.script_before)
        return nfc("".join(_at_height(list(group), script, losses) for script, group in groups))

    def is_absent(self, text: str) -> bool:
        """Whether `text`, the reading of this line, is empty only because of open changes: there is no paragraph."""
        return not text.strip() and any(token.text.strip() for token in self.tokens)

    def drawings(self) -> Line:
        """The pictures and text boxes alone."""
        return Line(pictures=self.pictures, boxes=self.boxes)


def _bracketed(tokens: list[Token], accept: bool) -> Iterator[Token]:
    """Tokens with brackets around struck-out text: what the author crossed out must not read like an instruction."""
    for struck, group in groupby(tokens, key=lambda token: token.struck if accept else token.struck_before):
        members = list(group)
        if struck and any(token.text.strip() for token in members):
            yield from (Token(STRUCK[0], original=""), *members, Token(STRUCK[1], original=""))
        else:
            yield from members


def joined(lines: Iterable[Line]) -> Line:
    """Several lines as one."""
    whole = Line()
    for line in lines:
        whole.tokens += line.tokens
        whole.pictures += line.pictures
        whole.boxes += line.boxes
        whole.notes += line.notes
        whole.changes += line.changes
        whole.contents = whole.contents or line.contents
    return whole


def one_line(text: str) -> str:
    """Text with each line break or tab as one space."""
    return " ".join(part for part in (piece.strip() for piece in re.split(r"[\n\t]", text)) if part)


def untabbed(text: str) -> str:
    """Text with each tab as one space: tabs only align text on paper."""
    return " ".join(part for part in (piece.strip(" ") for piece in text.split("\t")) if part) if "\t" in text else text


def flat(text: str) -> str:
    """Text with each tab as one space; line breaks are kept, without blanks around them."""
    return "\n".join(untabbed(line).strip(" ") for line in text.split("\n")).strip()


def _at_height(tokens: list[Token], script: str, losses: PendingLosses | None) -> str:
    """Tokens of one height as text: raised and lowered characters in Unicode, or recorded and written ^(…) or _(…)."""
    if not script:
        return "".join(token.marked() for token in tokens)
    group = "".join(token.text for token in tokens)
    text, complete = script_text(group, script)
    if not complete and losses is not None:
        losses.add("script", group, text, kept=True)
    if complete and all(token.original is None for token in tokens):
        return text
    original = "".join(token.text if token.original is None else token.original for token in tokens)
    return origin.printed(text, origin.with_height(original, script))
