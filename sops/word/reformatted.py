"""Open changes of a paragraph's formatting: they may make a heading of a sentence, or a step of a heading."""

from __future__ import annotations

from typing import Any

from sops.word.names import W, val

_STAYING = (W + "rPr", W + "sectPr", W + "pPrChange")


def role(properties: Any) -> tuple[str, ...]:
    """What of a paragraph's properties decides what it is: style, list and level, outline level."""
    if properties is None:
        return ("", "", "", "")
    number = properties.find(W + "numPr")
    listed = ("", "") if number is None else (val(number.find(W + "numId")), val(number.find(W + "ilvl")))
    return (val(properties.find(W + "pStyle")), *listed, val(properties.find(W + "outlineLvl")))


def reject(document: Any) -> None:
    """Put the formatting before each open change in the place of the formatting after it, and the other way round."""
    for change in document.iter(W + "pPrChange"):
        after, before = change.getparent(), change.find(W + "pPr")
        if before is None:
            continue
        now, then = [child for child in after if child.tag not in _STAYING], list(before)
        before.extend(now)
        for place, child in enumerate(then):
            after.insert(place, child)
