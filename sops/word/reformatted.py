"""Open changes of a paragraph's formatting: they may make a heading of a sentence, or a step of a heading."""

from __future__ import annotations

from typing import Any

from sops.word.names import W, attribute

_UNCHANGED = (W + "rPr", W + "sectPr", W + "pPrChange")  # children of the properties that no such change concerns


def changes_role(change: Any) -> bool:
    """Whether an open change (`w:pPrChange`) of a paragraph's properties changes what the paragraph is."""
    return _role(change.getparent()) != _role(change.find(W + "pPr"))


def _role(properties: Any) -> tuple[str, ...]:
    """Style, list, level and outline level."""
    if properties is None:
        return ("", "", "", "")
    number = properties.find(W + "numPr")
    in_list = ("", "") if number is None else (attribute(number.find(W + "numId")), attribute(number.find(W + "ilvl")))
    return (attribute(properties.find(W + "pStyle")), *in_list, attribute(properties.find(W + "outlineLvl")))


def reject(document: Any) -> None:
    """Swap the formatting after each open change and the formatting before it, in place."""
    for change in document.iter(W + "pPrChange"):
        after, before = change.getparent(), change.find(W + "pPr")
        if before is None:
            continue
        new, old = [child for child in after if child.tag not in _UNCHANGED], list(before)
        before.extend(new)
        for index, child in enumerate(old):
            after.insert(index, child)
