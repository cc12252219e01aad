"""The text that each comment is attached to."""

from __future__ import annotations

MAX_OPEN = 100  # ranges open at once: each costs time for every run


class CommentRanges:
    """Collects the text of comment ranges, which may overlap and run over many paragraphs."""

    def __init__(self) -> None:
        self._open: dict[str, list[str]] = {}  # id of the comment → text since its range began
        self._closed: dict[str, str] = {}

    def begin(self, comment_id: str) -> None:
        """Open the range of a comment. Beyond MAX_OPEN ranges it is ignored and the comment has no text."""
        if len(self._open) < MAX_OPEN:
            self._open[comment_id] = []

    def end(self, comment_id: str) -> None:
        """Close the range of a comment."""
        self._closed[comment_id] = "".join(self._open.pop(comment_id, []))

    def add(self, text: str) -> None:
        """Add text to every open range."""
        for texts in self._open.values():
            texts.append(text)

    def take(self, comment_id: str) -> str:
        """The text a comment is attached to, once; empty for a comment on a point between two characters."""
        return self._closed.pop(comment_id, "") or "".join(self._open.pop(comment_id, []))
