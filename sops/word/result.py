"""What reading a Word file gives: header, content, pictures, and everything that did not come through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.errors import Refused
from sops.word.losses import LossKind


class WordRefused(Refused):
    """The file is not a Word document that may be read; the sentence says why. Nothing of it was kept."""


@dataclass
class Loss:
    """One thing of the file that the content does not hold as it was. `kind` is a value of `LossKind`."""

    kind: str
    where: str = ""  # section and step as the reader sees them, or the part of the file
    text: str = ""  # the words concerned, exactly; empty where there are none
    detail: str = ""  # what the machine knows besides: an address, a font, both readings
    block: str = ""  # id of the block it concerns, where there is one
    kept: bool = False  # the words are in the content all the same (only their look or position is lost)
    mark: str = ""  # fingerprint of the part of the file it stands for, to compare two files by

    @property
    def label(self) -> str:
        return str(LossKind(self.kind).label)

    def as_dict(self) -> dict[str, Any]:
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
    """A change left open in the file: nobody has yet said which reading is right, so a person must."""

    kind: str  # insert, delete, move_from, move_to, format
    text: str
    author: str = ""
    date: str = ""
    where: str = ""
    accepted: str = ""  # the sentence if the change is accepted
    rejected: str = ""  # the sentence if it is rejected
    block: str = ""

    def as_dict(self) -> dict[str, str]:
        return {
            name: getattr(self, name)
            for name in ("kind", "text", "author", "date", "where", "accepted", "rejected", "block")
        }


@dataclass
class WordImport:
    """A Word file as read. `numbers` holds, by block id, a number that stood in the text and now follows from position."""

    header: dict[str, Any]
    content: dict[str, Any]
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    in_file: dict[str, str] = field(
        default_factory=dict
    )  # by path: texts that the file holds otherwise, with both forms (`sops.word.origin`)
    titles: list[str] = field(default_factory=list)  # title lines of the first page
    reading: str = "accept"
    unproved: list[str] = field(
        default_factory=list
    )  # findings of sops.word.coverage; empty when every text is accounted for

    @property
    def named_by_file(self) -> bool:
        """Whether the document says no title, so that the name of the file stands in for it."""
        return any(loss.kind == LossKind.TITLE_GUESSED and not loss.text for loss in self.losses)

    def as_dict(self) -> dict[str, Any]:
        return {
            "header": self.header,
            "content": self.content,
            "images": {key: {"mime": mime, "bytes": len(data)} for key, (data, mime) in self.images.items()},
            "losses": [loss.as_dict() for loss in self.losses],
            "tracked": [change.as_dict() for change in self.tracked],
            "reading": self.reading,
            "unproved": self.unproved,
        }
