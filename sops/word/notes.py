"""Footnotes, endnotes and comments: parts of their own that the text refers to."""

from __future__ import annotations

from typing import Any

from core.text import nfc
from sops.word.names import W, all_text, attribute
from sops.word.package import Package
from sops.word.result import Loss

KINDS = ("footnote", "endnote")
NoteKey = tuple[str, str]  # (footnote or endnote, id)


class Notes:
    """The notes and comments of a file, each handed out once."""

    def __init__(self, package: Package) -> None:
        self._elements: dict[NoteKey, tuple[str, Any]] = {}  # → (part, element)
        self._comments: dict[str, tuple[str, str]] = {}  # id → (author, text)
        self._marks: dict[NoteKey, str] = {}
        self._counts = dict.fromkeys(KINDS, 0)
        self._seen_comments: set[str] = set()
        # a second note of the same id, text where only a separator is drawn, text outside any note
        self._others: list[Loss] = []
        for kind in KINDS:
            for part in package.related(package.main, kind + "s"):
                self._read_notes(part, kind, package.xml(part))
        for part in package.related(package.main, "comments"):
            self._read_comments(package.xml(part))

    def _read_notes(self, part: str, kind: str, root: Any) -> None:
        for note in root.iter(W + kind):
            key = (kind, attribute(note, "id"))
            if attribute(note, "type") in ("", "normal") and key not in self._elements:
                self._elements[key] = (part, note)
            elif text := all_text(note):
                self._others.append(Loss("note_unused", text=nfc(text)))
        if text := all_text(root, outside=W + kind):
            self._others.append(Loss("note_unused", text=nfc(text)))

    def _read_comments(self, root: Any) -> None:
        for comment in root.iter(W + "comment"):
            comment_id, author = attribute(comment, "id"), nfc(attribute(comment, "author"))
            text = nfc(all_text(comment))
            if comment_id not in self._comments:
                self._comments[comment_id] = (author, text)
            elif text:
                self._others.append(Loss("comment", text=text, detail=author))
        if text := all_text(root, outside=W + "comment"):
            self._others.append(Loss("comment", text=nfc(text)))

    def mark(self, kind: str, note_id: str) -> str:
        """The mark of a note, counted in the order in which the text refers to it: 1, 2, …; e1, e2, … for endnotes."""
        if (kind, note_id) not in self._marks:
            self._counts[kind] += 1
            self._marks[kind, note_id] = f"{'' if kind == 'footnote' else 'e'}{self._counts[kind]}"
        return self._marks[kind, note_id]

    def take(self, key: NoteKey) -> tuple[str, Any] | None:
        """Part and element of a note; None where the file has no such note or it has been taken before."""
        return self._elements.pop(key, None)

    def comment(self, comment_id: str) -> tuple[str, str]:
        """Author and text of a comment the document refers to; both empty where the file has no such comment."""
        self._seen_comments.add(comment_id)
        return self._comments.get(comment_id, ("", ""))

    def unused(self) -> list[Loss]:
        """Notes and comments that the document does not refer to."""
        comments = [
            Loss("comment", text=text, detail=author)
            for comment_id, (author, text) in self._comments.items()
            if comment_id not in self._seen_comments
        ]
        notes = [
            Loss("note_unused", text=nfc(text)) for _part, note in self._elements.values() if (text := all_text(note))
        ]
        return comments + notes + self._others
