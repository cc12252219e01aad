"""Losses found while a block is being read, before the block exists that they belong to."""

from __future__ import annotations

from typing import Any

from core.text import nfc
from sops.word import origin
from sops.word.names import misplaced_text
from sops.word.result import Loss

MAX_ENTRY = 2_000  # characters of one entry of the loss report: a longer text continues in the next entry


class PendingLosses:
    """Collects losses until `take` hands them over to the block they belong to."""

    def __init__(self) -> None:
        self._losses: list[Loss] = []
        self._before_paragraph = 0  # losses that were pending when the present paragraph began

    def __bool__(self) -> bool:
        return bool(self._losses)

    def begin_paragraph(self) -> None:
        """Keep entries of the next paragraph apart from those of the last (see `add_run`)."""
        self._before_paragraph = len(self._losses)

    def add(self, kind: str, text: str = "", detail: str = "", *, kept: bool = False, mark: str = "") -> None:
        """Record a loss."""
        self._losses.append(
            Loss(kind, text=nfc(origin.shown(text)), detail=nfc(origin.shown(detail)), kept=kept, mark=mark)
        )

    def add_run(self, kind: str, text: str, *, kept: bool = False) -> None:
        """Record the loss of a run's text. Runs in a row are one entry, since Word cuts sentences into many runs."""
        last = self._losses[-1] if len(self._losses) > self._before_paragraph else None
        if last is not None and last.kind == kind and kind != "page_number" and len(last.text) < MAX_ENTRY:
            last.text = nfc(last.text + text)
        elif text.strip() or kind == "field_code":
            self.add(kind, text, kept=kept)

    def add_misplaced(self, element: Any) -> None:
        """Record text of an element that may hold none."""
        if text := misplaced_text(element):
            self.add("misplaced", text)

    def take(self) -> list[Loss]:
        """The losses recorded since the last call, oldest first."""
        taken, self._losses = self._losses, []
        return taken
