"""The result of reading a Word file: header, content, pictures, and a report of everything that was lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.errors import Refused
from sops.word.losses import LossKind


class WordRefused(Refused):
    """Refusal of a file that is no Word document or not safe to read; the sentence says why. Nothing of it was kept."""


@dataclass
class Loss:
    """One thing of the file that the content does not hold as it was. `kind` is a value of `LossKind`."""

    kind: str
    where: str = ""  # section and step as a reader would cite them, or the part of the file
    text: str = ""  # the text concerned, exactly; empty where there is none
    detail: str = ""  # what else is known: an address, a font, both readings
    block: str = ""  # id of the block it concerns, where there is one
    kept: bool = False  # the text is in the content all the same (only its look or position is lost)
    mark: str = ""  # fingerprint of the lost part of the file, by which two files are compared

    @property
    def label(self) -> str:
        """The kind in the words of the loss report."""
        return str(LossKind(self.kind).label)

    def as_dict(self) -> dict[str, Any]:
        """The entry of the loss report, as JSON."""
        return {
            "kind": self.kind,
            "where": self.where,
            "text": self.text,
            "detail": self.detail,
            "block": self.block,
            "kept": self.kept,
        }


@dataclass
class Tracked:
    """A change left open in the file. Nobody has decided yet which reading is right, so a person must."""

    kind: str  # insert, delete, move_from, move_to, format
    text: str
    author: str = ""
    date: str = ""
    where: str = ""
    accepted: str = ""  # the sentence if the change is accepted
    rejected: str = ""  # the sentence if it is rejected
    block: str = ""

    def as_dict(self) -> dict[str, str]:
        """The entry in the list of open changes, as JSON."""
        return {
            name: getattr(self, name)
            for name in ("kind", "text", "author", "date", "where", "accepted", "rejected", "block")
        }


@dataclass
class WordImport:
    """A Word file as read."""

    header: dict[str, Any]
    content: dict[str, Any]
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    # by block id: a number taken off the text, since it is computed from the position of the block here
    numbers: dict[str, str] = field(default_factory=dict)
    # by path: texts that the file holds otherwise, marked with both forms (`sops.word.origin`)
    in_file: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)  # title lines of the first page
    reading: str = "accept"
    # findings of `sops.word.coverage`; empty when every text is accounted for
    unproved: list[str] = field(default_factory=list)

    @property
    def named_by_file(self) -> bool:
        """Whether the title is the name of the file, since the document has none."""
        return any(loss.kind == LossKind.TITLE_GUESSED and not loss.text for loss in self.losses)

    def as_dict(self) -> dict[str, Any]:
        """The answer of `import_sop --json`: docs/content.md describes `content`."""
        return {
            "header": self.header,
            "content": self.content,
            "images": {key: {"mime": mime, "bytes": len(data)} for key, (data, mime) in self.images.items()},
            "losses": [loss.as_dict() for loss in self.losses],
            "tracked": [change.as_dict() for change in self.tracked],
            "reading": self.reading,
            "unproved": self.unproved,
        }
