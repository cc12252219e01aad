"""Numbers used in references.

A section that is now 6.5 instead of 6.4 has not changed, nor has `6.4項参照` that became `6.5項参照`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_CAPTION = re.compile(
    r"^\s*(?:表|図|Bảng|Hình|Table|Figure|Fig\.)\s*[\d０-９]+(?:[-‐.．][\d０-９]+)*\s*[.:：．　]?\s*", re.IGNORECASE
)
_N = r"[\d０-９]+(?:[.．][\d０-９]+)*"
# 6.4項, 第3章, 表2, 図1, mục 6.4, and 6.4に従う: what certainly names a part of this document. A law (省令第2条), a
# value (基準値3.1による), a liquid (第2液) or a code (SOP-3に従う) does not, whatever its number.
_REFERENCE = re.compile(
    r"(?P<before>(?<![代発公])表\s?|(?<![意企地略])図\s?|\b(?:mục|section|bảng|table|hình"
    rf"|figure)\s)(?P<number>{_N})(?P<step>\s?[（(][\d０-９]+[）)])?"
    rf"|(?<![第法令則規格達書A-Za-z\d０-９.．-])(?P<ordinal>第\s?)?(?P<section>{_N})(?P<inner>\s?[（(][\d０-９]+[）)])?(?P<after>\s*[項節章](?!目))"
    rf"|(?<![^\s、。，．・（(「はをにの])(?P<dotted>{_N})(?P<place>\s?[（(][\d０-９]+[）)]|(?=\s*(?:に従|を?参照"
    r"|のとおり|に示す)))",
    re.IGNORECASE,
)
# 手順3, 手順（３）〜（５）, (3)に戻る: steps of the section that contains the text. Not a number followed by a unit.
_STEP = (
    r"(?:[（(][\d０-９]+[）)]|[\d０-９]+(?=\s?(?:[にへをのとで、。・,〜～~–)）]|から|まで|及び|または|又は|và|đến|and"
    r"|to)|\s|$))"
)
_STEPS = re.compile(
    rf"(?:手順|ステップ|上記|前記|\b(?:bước|step)\s)\s?{_STEP}(?:\s?(?:[〜～~–、・,]|及び|または|又は|から|và|đến|and"
    rf"|to)\s?{_STEP})*"
    r"|[（(][\d０-９]+[）)](?=\s?(?:に戻|へ戻|の操作|の手順|を繰り返|を参照|から|により|と同様))",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\*(\d+)\]")
_DIGITS = re.compile(r"[\d０-９]+")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_TABLE, _FIGURE = re.compile("表|bảng|table", re.IGNORECASE), re.compile("図|hình|figure", re.IGNORECASE)


def bare_caption(text: str) -> str:
    """A caption without its number (`表1　…`)."""
    return _CAPTION.sub("", text)


def caption_number(text: str) -> str:
    found = _CAPTION.match(text)
    digits = re.search(r"[\d０-９]+(?:[-‐.．][\d０-９]+)*", found[0]) if found else None
    return digits[0] if digits else ""


@dataclass(frozen=True)
class Numbers:
    """New numbers by old ones, of everything a text may refer to; steps by their section and their number in it."""

    sections: Mapping[str, str]
    tables: Mapping[str, str]
    figures: Mapping[str, str]
    steps: Mapping[tuple[str, str], tuple[str, str]]
    notes: Mapping[str, str]

    def of_step(self, section: str, number: str, now: str) -> str:
        """Returns the new number of a step that is still in its section (`section`, now `now`), else the old one."""
        place = self.steps.get((section, _plain(number)))
        return _like(number, place[1]) if place is not None and place[0] == now else number


def renumbered(text: str, numbers: Numbers, section: str = "") -> str:
    """Returns the old text with every reference to a section, step, table or figure renumbered.

    `section`: the section that contained the text.
    """

    def put(match: re.Match[str]) -> str:
        word = match["before"] or ""
        known = numbers.tables if _TABLE.match(word) else numbers.figures if _FIGURE.match(word) else numbers.sections
        written = match["number"] or match["section"] or match["dotted"]
        step = match["step"] or match["inner"] or match["place"] or ""
        old = _plain(written)
        if match["dotted"] and "." not in old:
            return match[0]  # a bare figure may be anything
        now = known.get(old, old)
        step = _DIGITS.sub(lambda digits: numbers.of_step(old, digits[0], now), step)
        return (
            word
            + (match["ordinal"] or "")
            + (_like(written, now) if now != old else written)
            + step
            + (match["after"] or "")
        )

    def put_note(match: re.Match[str]) -> str:
        return f"[*{numbers.notes.get(match[1], match[1])}]"

    def put_steps(match: re.Match[str]) -> str:
        now = numbers.sections.get(section, section)
        return _DIGITS.sub(lambda digits: numbers.of_step(section, digits[0], now), match[0])

    return _NOTE.sub(put_note, _STEPS.sub(put_steps, _REFERENCE.sub(put, text)))


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _like(number: str, now: str) -> str:
    """Returns `now` in the width of `number`."""
    return now if _plain(number) == number else now.translate(_WIDE)
