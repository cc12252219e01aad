"""One change between two documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sops.comparison.inline import Piece


@dataclass(frozen=True)
class Change:
    """The old text, the new text, the position, and the suggested class."""

    kind: str  # changed, added, removed, moved
    class_: str  # critical, procedural, editorial: a suggestion
    path_old: str
    path_new: str
    block_id: str  # in the new document; of a removed piece, in the old one
    block_kind: str
    section: str  # number of the section, in the new document if it is there
    label: str  # of the step: (3)
    old: str
    new: str
    what: str = "text"  # text, parameter, row, column, figure, kind, level; unread: of a Word file, not in the content
    language: str = "ja"
    old_texts: dict[str, str] = field(default_factory=dict)
    new_texts: dict[str, str] = field(default_factory=dict)
    inline: list[Piece] = field(default_factory=list)
    section_old: str = ""
    label_old: str = ""
    row: str = ""  # first words of the table row with the changed cell
    formal: bool = False  # in the approval block or the revision history

    @property
    def path(self) -> str:
        """Path in the new document; of a removed piece, in the old one."""
        return self.path_new or self.path_old

    @property
    def place(self) -> str:
        """Section and step as printed, 6.4 (3), in the new document; of a removed piece, in the old one."""
        return f"{self.section} {self.label}".strip()

    @property
    def place_old(self) -> str:
        return f"{self.section_old} {self.label_old}".strip()

    def as_dict(self) -> dict[str, Any]:
        """The change as JSON values (`diff_sop --json`)."""
        return {
            "kind": self.kind,
            "class": self.class_,
            "what": self.what,
            "section": self.place,
            "section_old": self.place_old,
            "block": self.block_kind,
            "row": self.row,
            "path_old": self.path_old,
            "path_new": self.path_new,
            "old": self.old,
            "new": self.new,
            "inline": [list(piece) for piece in self.inline],
        }
