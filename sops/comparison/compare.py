"""Changes between two contents of an SOP: all of them, without pieces that were only renumbered.

Texts are compared in the source language. Two Word files share no ids: there, pieces are matched by headings and
wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sops.comparison.change import Change
from sops.comparison.describing import Describer
from sops.comparison.inline import Piece, inline
from sops.comparison.pairing import Pairing

__all__ = ["Change", "Piece", "compare", "inline", "keep_ids"]


def compare(old: Mapping[str, Any], new: Mapping[str, Any], *, same_ids: bool | None = None) -> list[Change]:
    """Returns the changes from `old` to `new`, both source or both frozen contents, in the order of the new document.

    `same_ids`: whether equal block ids mean the same block (drafts of one SOP). None detects it; in two Word files
    equal ids are coincidence. A moved step is reported as moved, not as removed and added; a later step that is only
    renumbered is no change.
    """
    pairing = Pairing(old, new, same_ids)
    describe = Describer(pairing)
    moved = pairing.moved()
    found: list[tuple[tuple[float, int], Change]] = [((-2, 0), change) for change in describe.title()]
    behind = _place_behind(pairing, moved)
    for before in range(len(pairing.old.blocks)):
        if before not in pairing.new_of:
            found += [((behind[before], before), change) for change in describe.removed(before)]
    for after in range(len(pairing.new.blocks)):
        if after not in pairing.old_of:
            found += [((after, count), change) for count, change in enumerate(describe.added(after))]
            continue
        before = pairing.old_of[after]
        if before in moved:
            found.append(((after, 0), describe.move(before, after)))
        found += [((after, count), change) for count, change in enumerate(describe.block(before, after), 1)]
    return [change for _place, change in sorted(found, key=lambda item: item[0])]


def keep_ids(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Returns new block id → old block id, for a revised Word file: a matched piece keeps its old id."""
    pairing = Pairing(old, new, False)
    return {
        pairing.new.blocks[after]["id"]: pairing.old.blocks[before]["id"] for before, after in pairing.new_of.items()
    }


def _place_behind(pairing: Pairing, moved: set[int]) -> dict[int, float]:
    """Returns the position of an old block in the new document: after the last block before it that kept its
    position.
    """
    places: dict[int, float] = {}
    last = -1
    for before in range(len(pairing.old.blocks)):
        if before in pairing.new_of and before not in moved:
            last = max(last, pairing.new_of[before])
        places[before] = last + 0.5
    return places
