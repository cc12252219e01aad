"""Differences inside one text: numbers and Latin words as units, Japanese by character."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

Piece = tuple[str, str]  # ("equal" | "delete" | "insert", text)

_TOKEN = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zÀ-ÖØ-öø-ỹ]+|\s+|.", re.DOTALL)
_THIN = re.compile(r"\s+|[\u3041-\u309f、。・,]")
_MOST = (
    200_000  # pairs of equal tokens; beyond it only whole sentences are compared, so that no text can block the server
)
_SENTENCE = re.compile(r"[^。.\n]*[。.\n]?")


def inline(old: str, new: str) -> list[Piece]:
    """Returns pieces that give `old` without the inserted ones and `new` without the deleted ones."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    pieces: list[Piece] = [("equal", "".join(a[:head]))]
    if _work(middle_a, middle_b) > _MOST:
        middle_a, middle_b = _SENTENCE.findall("".join(middle_a)), _SENTENCE.findall("".join(middle_b))
    if _work(middle_a, middle_b) > _MOST:
        pieces += [("delete", "".join(middle_a)), ("insert", "".join(middle_b))]
    else:
        for op, i1, i2, j1, j2 in SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_opcodes():
            if op == "equal":
                pieces.append(("equal", "".join(middle_a[i1:i2])))
            else:
                pieces += [("delete", "".join(middle_a[i1:i2])), ("insert", "".join(middle_b[j1:j2]))]
    pieces.append(("equal", "".join(a[len(a) - tail :])))
    return _join([piece for piece in pieces if piece[1]])


def _work(a: list[str], b: list[str]) -> int:
    counts = Counter(b)
    return sum(counts[token] for token in a)


def _join(pieces: list[Piece]) -> list[Piece]:
    """Merges two changes that only a particle or blank separates: one change is easier to read than many fragments."""
    joined: list[Piece] = []
    deleted = inserted = ""

    def flush() -> None:
        nonlocal deleted, inserted
        joined.extend(piece for piece in (("delete", deleted), ("insert", inserted)) if piece[1])
        deleted = inserted = ""

    for at, (op, text) in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and _THIN.fullmatch(text) and (deleted or inserted)
        if op == "equal" and between and deleted and inserted and pieces[at + 1][0] != "equal":
            deleted, inserted = deleted + text, inserted + text
        elif op == "equal":
            flush()
            joined.append((op, text))
        elif op == "delete":
            deleted += text
        else:
            inserted += text
    flush()
    return joined
