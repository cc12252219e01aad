"""Units in running text: which one stands behind a number, and patterns for those who only ask whether one does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.units import BY_KEY, PER, folded
from core.units.table import BASES, BOUND_COUNTERS, CONTEXT, COUNTERS, NOUN_COUNTERS, UNITS

_LETTER = "A-Za-zÀ-ÖØ-öø-ỹ"
_END = f"(?![{_LETTER}])"
_SPACE = "[ \u00a0]?"
_SIGNS_ALONE = frozenset("%‰％")  # letters may follow: 5％CO₂
# one sign for a unit, as Japanese fonts have them: ㎖ ㎍ ℃
_SQUARES = [chr(code) for code in (0x2103, 0x2109, *range(0x3380, 0x33E0))]
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _written(spelling: str) -> str:
    """A spelling as a pattern: gaps may be missing, μ is either letter, a raised 2 may be written ^2 or 2."""
    pattern = re.escape(spelling).replace("\\ ", _SPACE).replace("/", f"{_SPACE}/{_SPACE}")
    pattern = pattern.replace("²", r"(?:²|\^?2)").replace("³", r"(?:³|\^?3)")
    return re.sub("[µμ]", "[µμ]", pattern)


def _any(spellings: Iterable[str], *, end: bool = True) -> str:
    """A pattern for any of the spellings, the longest first; `end`: letters must not go on behind it.

    They are gathered by their first character, so that a text that goes on otherwise is left after one look.
    """
    tails: dict[str, list[str]] = {}
    for spelling in sorted(dict.fromkeys(spellings), key=lambda spelling: (-len(spelling), spelling)):
        tails.setdefault(spelling[0], []).append(_written(spelling[1:]))
    ends = {first: _END if end and first not in _SIGNS_ALONE else "" for first in tails}
    return "(?:" + "|".join(f"{_written(first)}(?:{'|'.join(tails[first])}){ends[first]}" for first in tails) + ")"


_MEASURES = [unit for unit in UNITS if not unit.counts]
_SIGNS = {folded(s): unit for unit in _MEASURES for s in unit.signs}
_WORDS = {folded(s).casefold(): "" for s in COUNTERS.split("|")} | {
    folded(s).casefold(): unit.key for unit in UNITS for s in (*unit.words, *(unit.signs if unit.counts else ()))
}
_JAPANESE = {folded(s): "" for s in f"{BOUND_COUNTERS}|{NOUN_COUNTERS}".split("|")} | {
    folded(s): unit.key for unit in UNITS for s in unit.japanese if s not in CONTEXT
}
_IN_CONTEXT = {s: unit.key for unit in UNITS for s in unit.japanese if s in CONTEXT}
_TOLD = "(?:" + "|".join(s + CONTEXT[s] for s in sorted(_IN_CONTEXT, key=len, reverse=True)) + ")"
_LATIN_WORDS = [s for unit in UNITS for s in (*unit.words, *(unit.signs if unit.counts else ()))]
_LATIN_SIGNS = [s for unit in _MEASURES for s in unit.signs]
_JAPANESE_WORDS = _any(_JAPANESE, end=False)

_UNIT = re.compile(
    f"(?P<word>(?i:{_any([*_LATIN_WORDS, *COUNTERS.split('|')])}))|(?P<told>{_TOLD})|(?P<japanese>{_JAPANESE_WORDS})"
    f"|(?P<sign>{_any(_LATIN_SIGNS)})"
)
_BEFORE = re.compile(f"[{_LETTER}]")
_GAP = re.compile(r"-(?=[A-Za-z])|\s*")
_BASIS = re.compile(r"\s*\(\s*[wv]\s*/\s*[wv]\s*\)")

# Text as it was written, not normalised: a Latin spelling behind a number; with Japanese ones and their counters.
LATIN = (
    f"(?:{_any([*_LATIN_SIGNS, *(s.translate(_WIDE) for s in _LATIN_SIGNS)])}|(?i:{_any(_LATIN_WORDS)})"
    f"|{_any(c for c in _SQUARES if folded(c) in _SIGNS)})"
)
ANY = f"(?:{LATIN}|{_TOLD}|{_JAPANESE_WORDS})"
# Behind a number at the head of a paragraph they make it a value, not the number of a heading. For normalised text
# (NFKC); words in small letters only, because a heading begins with a capital.
BOUND = f"(?:[年月日時分秒週]|[かカヵケヶ]月|{BOUND_COUNTERS})"
LEADING = f"(?:{_any([*_LATIN_SIGNS, *(s for unit in _MEASURES for s in unit.words), *BASES])})"
DEGREES = "(?:°|độ|度|degrees?)"


def unit_after(text: str, at: int) -> tuple[str | None, int]:
    """The unit that follows place `at` of a normalised text, and the place behind it.

    None: no unit; "": a counter, which is not compared.
    """
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    found = _UNIT.match(text, start)
    if not found:
        return None, at
    name, end = _name(found), found.end()
    while (per := PER.match(text, end)) and (below := _UNIT.match(text, per.end())):
        divisor, end = _name(below), below.end()
        name = f"{name}/{divisor}" if divisor else name
    basis = _BASIS.match(text, end)
    return name, basis.end() if basis else end


def mentions(text: str, unit: str) -> bool:
    """Whether the unit occurs anywhere in a normalised text, also apart from a number (`tính bằng phút`)."""
    first = unit.split("/")[0]
    return any(
        _name(found) == first
        and not (_BEFORE.match(found[0]) and _BEFORE.match(text[found.start() - 1 : found.start()]))
        for found in _UNIT.finditer(text)
    )


def cannot_be_left_out(unit: str) -> bool:
    """Whether a unit or quotient has a sign that is no letter and no word: mL, EU/mL, cells/cm²; not L, h, cells."""
    first, *_below = parts = unit.split("/")
    return bool(first) and any(part in BY_KEY and BY_KEY[part].unmistakable for part in parts)


def _name(found: re.Match[str]) -> str:
    """The key of the unit found; "" for what only counts."""
    kind, spelling = found.lastgroup, folded(found[0])
    if kind == "sign":
        return _SIGNS[spelling].key
    table = {"word": _WORDS, "told": _IN_CONTEXT, "japanese": _JAPANESE}[kind or "word"]
    key = table[spelling.casefold() if kind == "word" else spelling]
    return "" if key and BY_KEY[key].counts else key
