"""A paragraph as read: pieces of text with their height, and in which reading of the tracked changes each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from core.text import nfc
from sops.document.content import STRUCK
from sops.word import origin
from sops.word.result import Loss, Tracked
from sops.word.scripts import script_text


@dataclass
class Token:
    """Characters with one meaning of height, and in which readings of the tracked changes they stand."""

    text: str
    script: str = ""
    script_before: str = ""
    accepted: bool = True
    rejected: bool = True
    original: str | None = None  # as the file holds it, where that is something else
    formula: bool = False
    struck: bool = False
    struck_before: bool = False

    def marked(self) -> str:
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

    def reading(self, accept: bool, losses: list[Loss] | None = None) -> str:
        """The text with the tracked changes accepted or rejected; tabs and line breaks kept. It carries its origin (`sops.word.origin`)."""
        standing = [token for token in self.tokens if (token.accepted if accept else token.rejected)]
        groups = groupby(_brackets(standing, accept), key=lambda token: token.script if accept else token.script_before)
        return nfc("".join(_at_height(list(group), script, losses) for script, group in groups))


def _brackets(tokens: list[Token], accept: bool) -> Iterator[Token]:
    """Struck-out words said to be so: what the author crossed out must not stand among the words to follow."""
    for struck, group in groupby(tokens, key=lambda token: token.struck if accept else token.struck_before):
        words = list(group)
        struck = struck and any(token.text.strip() for token in words)
        yield from (Token(STRUCK[0], original=""), *words, Token(STRUCK[1], original="")) if struck else words


def joined(lines: Iterable[Line]) -> Line:
    """Lines that are one paragraph after all."""
    made = Line()
    for line in lines:
        made.tokens += line.tokens
        made.pictures += line.pictures
        made.boxes += line.boxes
        made.notes += line.notes
        made.changes += line.changes
        made.contents = made.contents or line.contents
    return made


def one_line(text: str) -> str:
    """Line breaks and tabs as one space."""
    return " ".join(part for part in (piece.strip() for piece in re.split(r"[\n\t]", text)) if part)


def untabbed(text: str) -> str:
    """Tabs only place words on paper: one space."""
    return " ".join(part for part in (piece.strip(" ") for piece in text.split("\t")) if part) if "\t" in text else text


def flat(text: str) -> str:
    """Tabs as one space; line breaks stay, without blanks around them."""
    return "\n".join(untabbed(line).strip(" ") for line in text.split("\n")).strip()


def _at_height(tokens: list[Token], script: str, losses: list[Loss] | None) -> str:
    """Tokens of one height as text: raised and lowered characters in Unicode, or as ^(…) and _(…) and named."""
    if not script:
        return "".join(token.marked() for token in tokens)
    group = "".join(token.text for token in tokens)
    text, said = script_text(group, script)
    if not said and losses is not None:
        losses.append(Loss("script", text=nfc(group), detail=nfc(text), kept=True))
    if said and all(token.original is None for token in tokens):
        return text
    original = "".join(token.text if token.original is None else token.original for token in tokens)
    return origin.printed(text, origin.at_height(original, script))
