"""Footnotes, endnotes and comments: parts of their own, referred to from the text."""

from __future__ import annotations

from typing import Any

from core.text import nfc
from sops.word.names import W, lines, val
from sops.word.package import Package
from sops.word.result import Loss

KINDS = ("footnote", "endnote")


class Notes:
    """The notes of a file by kind and id."""

    def __init__(self, package: Package) -> None:
        self.elements: dict[tuple[str, str], tuple[str, Any]] = {}
        self.comments: dict[str, tuple[str, str]] = {}
        self.marks: dict[tuple[str, str], str] = {}  # (footnote or endnote, id) → printed mark
        self._counts = dict.fromkeys(KINDS, 0)
        self._others: list[
            Loss
        ] = []  # a second note of the same id, words where only a line is drawn, words outside any note
        for kind in KINDS:
            for part in package.related(package.main, kind + "s"):
                self._read_notes(part, kind, package.xml(part))
        for part in package.related(package.main, "comments"):
            self._read_comments(package.xml(part))

    def _read_notes(self, part: str, kind: str, root: Any) -> None:
        for note in root.iter(W + kind):
            key = (kind, val(note, "id"))
            if val(note, "type") in ("", "normal") and key not in self.elements:
                self.elements[key] = (part, note)
            elif said := lines(note):
                self._others.append(Loss("note_unused", text=nfc(said)))
        if said := lines(root, outside=W + kind):
            self._others.append(Loss("note_unused", text=nfc(said)))

    def _read_comments(self, root: Any) -> None:
        for comment in root.iter(W + "comment"):
            key, author, said = val(comment, "id"), nfc(val(comment, "author")), nfc(lines(comment))
            if key not in self.comments:
                self.comments[key] = (author, said)
            elif said:
                self._others.append(Loss("comment", text=said, detail=author))
        if said := lines(root, outside=W + "comment"):
            self._others.append(Loss("comment", text=nfc(said)))

    def mark(self, kind: str, note_id: str) -> str:
        """The mark of a note, counted in the order in which the text refers to it: 1, 2, …; e1, e2, … for endnotes."""
        if (kind, note_id) not in self.marks:
            self._counts[kind] += 1
            self.marks[kind, note_id] = f"{'' if kind == 'footnote' else 'e'}{self._counts[kind]}"
        return self.marks[kind, note_id]

    def unused(self, seen_comments: set[str]) -> list[Loss]:
        """Notes and comments that nothing in the text leads to."""
        found = [
            Loss("comment", text=said, detail=author)
            for key, (author, said) in self.comments.items()
            if key not in seen_comments
        ]
        found += [
            Loss("note_unused", text=nfc(said)) for _part, note in self.elements.values() if (said := lines(note))
        ]
        return found + self._others
