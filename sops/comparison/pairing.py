"""Pairs the blocks of a document with those of the previous one, and finds the moved ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sops.comparison.alignment import Entry, match, out_of_order, shingles, similarity
from sops.comparison.document import Document
from sops.comparison.references import Numbers
from sops.document.content import source_language

Block = Mapping[str, Any]


class Pairing:
    """Two documents and their pairs of blocks, by the index of each block in its own document.

    `same_ids`: whether equal block ids mean the same block; None detects it.
    """

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any], same_ids: bool | None) -> None:
        self.language = source_language(new)
        self.old, self.new = Document(old, self.language), Document(new, self.language)
        self.by_id = _ids_hold(self.old, self.new) if same_ids is None else same_ids
        self.new_of = self._match()
        self.old_of = {after: before for before, after in self.new_of.items()}

    def _match(self) -> dict[int, int]:
        """Matches sections first, then their content: a block is searched for in the matched section."""
        old_sections, old_headings = _headings(self.old)
        new_sections, new_headings = _headings(self.new)
        found = match(old_headings, new_headings, by_id=self.by_id)
        sections = {old_sections[before]: new_sections[after] for before, after in found.items()}
        old_homes: dict[int, Any] = {**sections, -1: -1}
        old_homes |= {index: ("old", index) for index in old_sections if index not in old_homes}
        old_places, old_entries = _entries(self.old, old_homes)
        new_places, new_entries = _entries(self.new, {index: index for index in new_sections} | {-1: -1})
        found = match(old_entries, new_entries, by_id=self.by_id)
        return sections | {old_places[before]: new_places[after] for before, after in found.items()}

    @cached_property
    def numbers(self) -> Numbers:
        """Returns the new number of everything a text may refer to, by its old one."""
        old, new = self.old, self.new
        return Numbers(
            sections={old.labels[was["id"]]: new.labels[now["id"]] for was, now in self._blocks("section")},
            tables=self._captions("table"),
            figures=self._captions("figure"),
            steps={_step(old, was): _step(new, now) for was, now in self._blocks("step")},
            notes={
                str(was["mark"]): str(now["mark"])
                for was, now in self._blocks("footnote")
                if was.get("mark") and now.get("mark")
            },
        )

    def _blocks(self, kind: str) -> Iterator[tuple[Block, Block]]:
        """Returns pairs of blocks of one kind, old and new."""
        for before, after in self.new_of.items():
            was, now = self.old.blocks[before], self.new.blocks[after]
            if was["type"] == now["type"] == kind:
                yield was, now

    def _captions(self, kind: str) -> dict[str, str]:
        old, new = self.old.captions(kind), self.new.captions(kind)
        return {number: new[self.new_of[index]] for index, number in old.items() if self.new_of.get(index) in new}

    def moved(self) -> set[int]:
        """Returns the old blocks that moved.

        Out of order inside their section, or in another section that is not merely a new heading above them.
        """
        moved: set[int] = set()
        homes: dict[int, list[tuple[int, int]]] = {}
        for before, after in self.new_of.items():
            if self._at_home(before, after):
                homes.setdefault(self.new.parents[after], []).append((before, after))
        for pairs in homes.values():
            moved |= out_of_order(pairs)
        # a section inside another moved section is not reported again
        for sections in (True, False):
            pairs = [
                (before, after)
                for before, after in self.new_of.items()
                if (self.old.blocks[before]["type"] == "section") == sections
            ]
            crossing = out_of_order(pairs)
            for before, after in pairs:
                if self._at_home(before, after) or self.relevelled(before, after):
                    continue
                if self._sections_stay(before, after) or before in crossing:
                    moved.add(before)
        return moved

    def _at_home(self, before: int, after: int) -> bool:
        parent = self.old.parents[before]
        return self.new_of.get(parent, -1 if parent < 0 else None) == self.new.parents[after]

    def _sections_stay(self, before: int, after: int) -> bool:
        """Whether both the former and the present section are in both documents: not merely a new heading above the
        block.
        """
        here, there = self.old.parents[before], self.new.parents[after]
        return (here in self.new_of or here < 0) and (there in self.old_of or there < 0)

    def relevelled(self, before: int, after: int) -> bool:
        """A section or step that is kept and changes its level: 2.3 → 3, (3) → ア."""
        was, now = self.old.blocks[before], self.new.blocks[after]
        if was["type"] != now["type"] or was["type"] not in {"section", "step"}:
            return False
        return self._sections_stay(before, after) and int(was.get("level") or 1) != int(now.get("level") or 1)


def _ids_hold(old: Document, new: Document) -> bool:
    """Whether equal ids mean the same blocks: one in five is in both documents, and most of these are alike."""
    by_id = {block["id"]: block for block in old.blocks}
    common = [(by_id[block["id"]], block) for block in new.blocks if block["id"] in by_id]
    if not common or len(common) < min(len(old.blocks), len(new.blocks)) / 5:
        return False
    alike = sum(
        was["type"] == now["type"]
        and (was == now or similarity(shingles(old.words(was)), shingles(new.words(now))) >= 0.3 or not old.words(was))
        for was, now in common
    )
    return alike / len(common) >= 0.7


def _heading_path(document: Document, index: int) -> tuple[str, ...]:
    """The headings above a section and its own."""
    parent = document.parents[index]
    above = _heading_path(document, parent) if parent >= 0 else ()
    return (*above, document.forms(document.blocks[index]).get("title", ""))


def _headings(document: Document) -> tuple[list[int], list[Entry]]:
    """Every section: its index, and its key for matching."""
    places = [index for index, block in enumerate(document.blocks) if block["type"] == "section"]
    entries = []
    for index in places:
        *above, title = _heading_path(document, index)
        entries.append(Entry(document.blocks[index]["id"], "section", title, title, tuple(above)))
    return places, entries


def _entries(document: Document, homes: Mapping[int, Any]) -> tuple[list[int], list[Entry]]:
    """Every block other than a section: its index, and its key for matching; `homes` names the section that contains
    it.
    """
    places = [index for index, block in enumerate(document.blocks) if block["type"] != "section"]
    return places, [
        Entry(
            document.blocks[index]["id"],
            document.blocks[index]["type"],
            document.signature(document.blocks[index]),
            document.words(document.blocks[index]),
            homes.get(document.parents[index], ("new", document.parents[index])),
        )
        for index in places
    ]


def _step(document: Document, block: Block) -> tuple[str, str]:
    """Section and plain number of a step; sub-steps (ア, ①) are referred to in their own script and are not
    distinguished here.
    """
    return document.section_labels[block["id"]], document.labels[block["id"]].strip("()")
