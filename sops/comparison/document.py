"""A content prepared for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.text import nfc
from sops.comparison.references import bare_caption, caption_number
from sops.document.content import labels, section_of, text_of, value_text
from sops.document.formal import is_approval, is_history

FIELDS = ("title", "text", "caption", "alt")


def form(text: str, field: str = "text") -> str:
    """The text as compared: NFC, runs of blanks as one, a caption without its number."""
    plain = " ".join(nfc(text).split())
    if field == "caption":
        return bare_caption(plain)
    return plain


@dataclass
class Document:
    content: Mapping[str, Any]
    language: str

    def __post_init__(self) -> None:
        self.blocks: list[Mapping[str, Any]] = list(self.content.get("blocks", ()))
        self.labels = labels(self.content)
        self.section_labels = section_of(self.content)

    def say(self, value: Any) -> str:
        return text_of(value, self.language)

    @cached_property
    def parents(self) -> list[int]:
        """Index of the section that contains each block (of the enclosing section, for a section); -1 before
        the first.
        """
        found: list[int] = []
        stack: list[tuple[int, int]] = []  # level and index of the sections around
        for index, block in enumerate(self.blocks):
            if block["type"] == "section":
                level = int(block.get("level") or 1)
                while stack and stack[-1][0] >= level:
                    stack.pop()
                found.append(stack[-1][1] if stack else -1)
                stack.append((level, index))
            else:
                found.append(stack[-1][1] if stack else -1)
        return found

    def forms(self, block: Mapping[str, Any]) -> dict[str, str]:
        return {f: form(self.say(block[f]), f) for f in FIELDS if f in block and self.say(block[f]).strip()}

    def cells(self, block: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(form(self.say(cell.get("text"))) for cell in row) for row in block.get("rows", ()))

    def parameters(self, block: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple((form(self.say(p.get("name"))), value_text(p, self.language)) for p in block.get("parameters", ()))

    def signature(self, block: Mapping[str, Any]) -> tuple[Any, ...]:
        forms = self.forms(block)
        return (
            block["type"],
            *(forms.get(f, "") for f in FIELDS),
            self.cells(block),
            self.parameters(block),
            block.get("image", ""),
        )

    def words(self, block: Mapping[str, Any]) -> str:
        return " ".join([*self.forms(block).values(), *(" ".join(row) for row in self.cells(block))])

    def formal(self, index: int) -> bool:
        """Whether a block is in the revision history, or is the approval block before the first section: it requires
        nothing of anybody.
        """
        block = self.blocks[index]
        parent = index if block["type"] == "section" else self.parents[index]
        if parent < 0 and block["type"] == "table":
            return is_approval(self.say(cell.get("text")) for row in block["rows"] for cell in row)
        while parent >= 0:
            if is_history(self.say(self.blocks[parent].get("title"))):
                return True
            parent = self.parents[parent]
        return False

    def captions(self, kind: str) -> dict[int, str]:
        """Number in the caption of each table or figure, as typed or, failing that, counted."""
        found, count = {}, 0
        for index, block in enumerate(self.blocks):
            if block["type"] == kind:
                count += 1
                found[index] = caption_number(self.say(block.get("caption"))) or str(count)
        return found
