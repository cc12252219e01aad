"""What the readers of tables and boxes may ask of the walk through the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class Walker(Protocol):
    """The walk through a document. A reader hands back to it what is inside a table or box but no part of one."""

    @property
    def on_cover(self) -> bool:
        """Whether no section has begun yet."""

    def walk(self, parent: Iterable[Any]) -> None:
        """Add the blocks of the children of a body, cell or text box, in order."""
