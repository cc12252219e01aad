"""Matches old and new pieces of a document, by ids where these are stable, else by their wording."""

from __future__ import annotations

import bisect
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME_HOME, ELSEWHERE, SAME_PLACE = (
    0.42,
    0.6,
    0.15,
)  # shares of common shingles from which two texts are one text, changed
_RARE, _WIDE, _CANDIDATES = 24, 40, 6


@dataclass(frozen=True)
class Entry:
    """A piece to be matched.

    `home` names the (already matched) section that contains it; `kind` must agree unless both are prose.
    """

    id: str
    kind: str
    signature: Hashable
    text: str
    home: Hashable = None


PROSE = frozenset({"paragraph", "step", "note", "warning", "list_item", "footnote"})


def match(old: Sequence[Entry], new: Sequence[Entry], *, by_id: bool) -> dict[int, int]:
    """Returns index in `old` → index in `new`, one to one: equal pieces in the same position, equal pieces elsewhere,
    equal ids, similar pieces, pieces in the same position.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def take(i: int, j: int) -> None:
        pairs[i] = j
        taken.add(j)

    new_ids = {entry.id: j for j, entry in enumerate(new)} if by_id else {}
    if by_id:
        for i, entry in enumerate(old):
            j = new_ids.get(entry.id)
            if j is not None and new[j].signature == entry.signature and j not in taken:
                take(i, j)
    for homes in _by_home(old, new, pairs, taken).values():
        for i, j in _in_order(old, new, *homes):
            take(i, j)
    elsewhere = defaultdict(list)
    for j, entry in enumerate(new):
        if j not in taken:
            elsewhere[entry.signature].append(j)
    for i, entry in enumerate(old):
        if i not in pairs and elsewhere[entry.signature]:
            take(i, elsewhere[entry.signature].pop(0))
    if by_id:
        for i, entry in enumerate(old):
            j = new_ids.get(entry.id)
            if i not in pairs and j is not None and j not in taken and _compatible(entry, new[j]):
                take(i, j)
    for i, j in _similar(old, new, pairs, taken):
        take(i, j)
    for i, j in _same_place(old, new, pairs, taken):
        take(i, j)
    return pairs


def _compatible(a: Entry, b: Entry) -> bool:
    return a.kind == b.kind or (a.kind in PROSE and b.kind in PROSE)


def _by_home(
    old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int], taken: set[int]
) -> dict[Hashable, tuple[list[int], list[int]]]:
    homes: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, entry in enumerate(old):
        if i not in pairs:
            homes[entry.home][0].append(i)
    for j, entry in enumerate(new):
        if j not in taken:
            homes[entry.home][1].append(j)
    return homes


def _in_order(old: Sequence[Entry], new: Sequence[Entry], left: list[int], right: list[int]) -> list[tuple[int, int]]:
    a, b = [old[i].signature for i in left], [new[j].signature for j in right]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    found = [(left[k], right[k]) for k in range(head)] + [(left[-1 - k], right[-1 - k]) for k in range(tail)]
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not a or not b:
        return found
    # many equal pieces would make matching quadratic or worse; their order is as good
    if max(Counter(b).values()) > 60:
        places = defaultdict(list)
        for k, signature in enumerate(b):
            places[signature].append(k)
        for k, signature in enumerate(a):
            if places[signature]:
                found.append((left[head + k], right[head + places[signature].pop(0)]))
        return found
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        found += [(left[head + block.a + k], right[head + block.b + k]) for k in range(block.size)]
    return found


def shingles(text: str) -> frozenset[str]:
    """Returns the pairs of characters (three for Latin letters) of a text without blanks."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    size = 2 if any(c > "\u3000" for c in plain) else 3
    return frozenset(plain[k : k + size] for k in range(max(len(plain) - size + 1, 1)))


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _similar(
    old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int], taken: set[int]
) -> list[tuple[int, int]]:
    """Matches similar pieces, best pairs first. Only pieces that share a rare pair of characters are compared, so that
    5,000 unrelated ones stay fast.
    """
    left = {i: shingles(entry.text) for i, entry in enumerate(old) if i not in pairs}
    right = {j: shingles(entry.text) for j, entry in enumerate(new) if j not in taken}
    index: dict[str, list[int]] = defaultdict(list)
    for i, parts in left.items():
        for part in parts:
            index[part].append(i)
    scored = []
    for j, parts in right.items():
        votes: Counter[int] = Counter()
        for part in sorted((p for p in parts if p in index), key=lambda p: (len(index[p]), p))[:_RARE]:
            votes.update(index[part][:_WIDE])
        for i, _votes in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - j)))[:_CANDIDATES]:
            if not _compatible(old[i], new[j]):
                continue
            score = similarity(left[i], parts)
            at_home = old[i].home == new[j].home
            if score >= (SAME_HOME if at_home else ELSEWHERE):
                scored.append((-(score + 0.1 * at_home + 0.05 * (old[i].kind == new[j].kind)), abs(i - j), i, j))
    found, used_i, used_j = [], set(), set()
    for _score, _distance, i, j in sorted(scored):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            found.append((i, j))
    return found


def _same_place(
    old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int], taken: set[int]
) -> list[tuple[int, int]]:
    """Matches a piece that is alone between the same two neighbours as before, of the same kind, as the same piece
    rewritten, if any words remain.
    """
    back = {j: i for i, j in pairs.items()}
    found = []
    for i, entry in enumerate(old):
        if i in pairs or (i and i - 1 not in pairs) or (i + 1 < len(old) and i + 1 not in pairs):
            continue
        j = pairs[i - 1] + 1 if i else 0
        follows = (pairs[i + 1] == j + 1) if i + 1 < len(old) else j == len(new) - 1
        alone = j < len(new) and j not in back and follows and entry.kind == new[j].kind and entry.home == new[j].home
        if alone and similarity(shingles(entry.text), shingles(new[j].text)) >= SAME_PLACE:
            found.append((i, j))
    return found


def out_of_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Returns the old indices whose piece moved: the fewest whose removal leaves the rest in order."""
    ordered = sorted(pairs)
    tops: list[int] = []
    chain: list[int] = []
    previous: list[int] = []
    for k, (_i, j) in enumerate(ordered):
        at = bisect.bisect_left(tops, j)
        previous.append(chain[at - 1] if at else -1)
        if at == len(tops):
            tops.append(j)
            chain.append(k)
        else:
            tops[at], chain[at] = j, k
    keep, k = set(), chain[-1] if chain else -1
    while k >= 0:
        keep.add(k)
        k = previous[k]
    return {ordered[k][0] for k in range(len(ordered)) if k not in keep}
