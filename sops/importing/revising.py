"""Merges a revised Word file with its document: matching pieces keep their ids, and manual additions of trainers stay
where they still apply.

Pure. By the ids, translations carry over and a comparison reports a moved step as moved, not as removed and added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sops.comparison.compare import keep_ids
from sops.document.content import labels, parameter_text, section_of, source_language
from sops.document.parameters import NUMBERS, parameter_faults
from sops.guard.check import read

Content = Mapping[str, Any]
Block = dict[str, Any]


@dataclass(frozen=True)
class Left:
    """A critical parameter that was not taken over: the step now has other figures, or is gone."""

    where: str
    text: str

    def as_dict(self) -> dict[str, str]:
        return {"where": self.where, "text": self.text}


@dataclass(frozen=True)
class Revised:
    """The new content with its final ids (`ids`: as read → final), the number kept, and the parameters to be entered
    anew.
    """

    content: dict[str, Any]
    ids: dict[str, str]
    kept: int
    left: list[Left]


def revise(new: Content, *earlier: Content) -> Revised:
    """Returns `new` as read from a file, after `earlier` source contents of the same document: first the one in force,
    then the present draft.

    A new piece never takes an id that belonged to another one.
    """
    ids = _ids(new, earlier)
    before = {
        block["id"]: block for content in earlier for block in content["blocks"]
    }  # the last one has the latest additions of trainers
    language = source_language(new)
    blocks = [
        _enriched({**block, "id": ids[block["id"]]}, before.get(ids[block["id"]]), language) for block in new["blocks"]
    ]
    content = {**new, "blocks": blocks}
    kept = sum(block["id"] in before for block in blocks)
    return Revised(content, ids, kept, _left(earlier[-1], content) if earlier else [])


def _ids(new: Content, earlier: Sequence[Content]) -> dict[str, str]:
    """Returns new id → the id that is kept."""
    kept: dict[str, str] = {}
    for content in earlier:
        used = set(kept.values())
        pairs = keep_ids(_as_imported(content), _as_imported(new))
        kept |= {ours: theirs for ours, theirs in pairs.items() if ours not in kept and theirs not in used}
    taken = {block["id"] for content in earlier for block in content["blocks"]}
    for block in new["blocks"]:
        if block["id"] in kept:
            continue
        fresh, count = block["id"], 1
        while fresh in taken:
            count += 1
            fresh = f"{block['id']}-{count}"
        kept[block["id"]] = fresh
        taken.add(fresh)
    return kept


def _as_imported(content: Content) -> dict[str, Any]:
    """Returns the content without manual additions: a step is matched by its wording, a picture by its bytes and
    caption.
    """
    by_hand: dict[str, Block] = {"step": {"title": "", "parameters": []}, "figure": {"alt": ""}}
    return {**content, "blocks": [{**block, **by_hand.get(block["type"], {})} for block in content["blocks"]]}


def _enriched(block: Block, old: Mapping[str, Any] | None, language: str) -> Block:
    """Returns the content with the short title, the typed values and the description added manually."""
    if old is None:
        return block
    if block["type"] == old["type"] == "step":
        same = block["text"] == old["text"]
        values = [
            p for p in old["parameters"] if not parameter_faults(p) and (same or _says(block["text"], p, language))
        ]
        return {**block, "title": block["title"] or old["title"], "parameters": [*block["parameters"], *values]}
    if block["type"] == "figure" and block["image"] == old.get("image"):
        return {**block, "alt": block["alt"] or old.get("alt", "")}
    return block


def _says(text: str, parameter: Mapping[str, Any], language: str) -> bool:
    """Whether every figure of a parameter is in the text."""
    said = {value for number in read(text, language).numbers for value in number.values}
    return {Decimal(parameter[name]) for name in NUMBERS if parameter.get(name)} <= said


def _left(old: Content, new: Content) -> list[Left]:
    numbers, sections = labels(old), section_of(old)
    held = {(block["id"], parameter["id"]) for block in new["blocks"] for parameter in block.get("parameters", ())}
    return [
        Left(
            f"{sections[block['id']]} {numbers.get(block['id'], '')}".strip(),
            parameter_text(parameter, source_language(new)),
        )
        for block in old["blocks"]
        for parameter in block.get("parameters", ())
        if (block["id"], parameter["id"]) not in held
    ]
