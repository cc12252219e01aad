"""Units of measure: found by any spelling, written for the reader, converted exactly. The table is `core.units.table`.

What stands in running text is read by `core.units.reading`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from core.units.table import UNITS, Unit

__all__ = ["BY_KEY", "Unit", "canonical", "convert", "find", "stored", "symbol"]

BY_KEY = {unit.key: unit for unit in UNITS}
_RINGS = str.maketrans("º˚", "°°")  # what keyboards give for the degree
_DROPPED = re.compile(r"[\s^().]")
PER = re.compile(r"\s*/\s*|\s+per\s+", re.IGNORECASE)
_BASIS = re.compile(r"\(?\s*(?<![A-Za-z])([wv])\s*/\s*([wv])\s*\)?\s*$", re.IGNORECASE)
_MULTIPLE = re.compile(r"(\d+)\s*(.+)")  # 4 h in CFU/4 h


def folded(spelling: str) -> str:
    """A spelling without what only dresses it: width of letters, squares (㎖), raised figures, gaps, brackets.

    The case is kept.
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", spelling.translate(_RINGS)))


def _indexes() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units by exact spelling, and by spelling in small letters where the case tells nothing apart."""
    exact: dict[str, Unit] = {}
    loose: dict[str, Unit] = {}
    rivals: set[str] = set()
    for unit in UNITS:
        for spelling in (*unit.signs, *unit.words, *unit.japanese, *unit.typed, *unit.say.values()):
            exact[folded(spelling)] = unit
            small = folded(spelling).casefold()
            if loose.setdefault(small, unit) is not unit:
                rivals.add(small)
    return exact, {small: unit for small, unit in loose.items() if small not in rivals and not unit.exact}


_EXACT, _LOOSE = _indexes()
_SMALL = frozenset(spelling.casefold() for spelling in _EXACT)


def find(spelling: str) -> Unit | None:
    """The unit a spelling means where nothing but a unit can stand.

    None for what is no unit, and where only the case could tell two apart (MM).
    """
    plain = folded(spelling)
    return _EXACT.get(plain) or _LOOSE.get(plain.casefold())


def canonical(text: str) -> str:
    """One writing under which all spellings of a unit or quotient meet: `tế bào / cm2` → `cells/cm²`.

    The basis of a share is kept (`%(w/v)` → `% (w/v)`); what is no unit stays, in small letters and without gaps.
    """
    if unit := find(text):
        return unit.key
    text = unicodedata.normalize("NFKC", text)
    if (basis := _BASIS.search(text)) and basis.start():  # V/W alone is volt per watt
        return f"{canonical(text[: basis.start()])} ({basis[1].lower()}/{basis[2].lower()})"
    return "/".join(_known(part) or _unknown(part) for part in PER.split(text))


def stored(text: str) -> str:
    """A unit somebody enters, as it is stored: phút → min, ml → mL, tế bào/cm² → cells/cm².

    With a part that is no unit it stays as written.
    """
    parts = [text] if find(text) else PER.split(text)
    known = [_known(part) for part in parts]
    return "/".join(map(str, known)) if all(known) else text


def _known(part: str) -> str | None:
    """The key of a unit, or a number of them below a line (4 h); None for anything else."""
    if unit := find(part):
        return unit.key
    multiple = _MULTIPLE.fullmatch(part.strip())
    if multiple and (unit := find(multiple[2])):
        return f"{multiple[1]} {unit.key}"
    return None


def _unknown(part: str) -> str:
    plain = folded(part)
    # Mg is neither mg nor an unknown word: it keeps its case, so that it meets nothing
    return plain if plain.casefold() in _SMALL else plain.casefold()


def symbol(unit: str, language: str) -> str:
    """A stored unit as it is written in `language`: min → phút, 分; `cells/cm²` → `tế bào/cm²`.

    What is no unit stays as it is. In a quotient the second is written s everywhere (m/s), and English uses the sign.
    """
    first, *below = unit.split("/")
    said = [BY_KEY[first].say.get(language, first) if first in BY_KEY else first]
    for part in below:
        number, gap, key = part.rpartition(" ")
        word = BY_KEY[key].say.get(language, key) if key in BY_KEY and key != "s" and language != "en" else key
        said.append(word if not gap else f"{number}{word}" if language == "ja" and word != key else f"{number} {word}")
    return "/".join(said)


def convert(value: Decimal | int, unit: str, to: str) -> Fraction:
    """The value in another unit of the same dimension, exactly.

    Raises ValueError where the two do not convert (IU and EU).
    """
    source, target = BY_KEY[unit], BY_KEY[to]
    if source.dimension != target.dimension or source.counts:
        raise ValueError(f"{unit} does not convert to {to}")
    return (Fraction(value) + source.offset) * source.factor / target.factor - target.offset
