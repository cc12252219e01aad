"""Numbers a text is referred to by. A section that is now 6.5 instead of 6.4 has not changed, nor has `6.4項参照` that became `6.5項参照`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_TYPED = re.compile(r"^\s*[第]?[\d０-９]+(?:[.．][\d０-９]+)*[.．)）章節項]?[\s\u3000]+(?=\S)")
_CAPTION = re.compile(r"^\s*(?:表|図|Bảng|Hình|Table|Figure|Fig\.)\s*[\d０-９]+(?:[-‐.．][\d０-９]+)*\s*[.:：．　]?\s*", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<before>第\s?|表\s?|図\s?|(?:mục|Mục|section|Section|bảng|Bảng|table|Table|hình|Hình|figure|Figure)\s)?"
    r"(?P<number>[\d０-９]+(?:[.．][\d０-９]+)*)"
    r"(?P<step>\s?[（(][\d０-９]+[）)])?"
    r"(?P<after>\s*(?:項|節|章|に従|による|によ|を?参照|のとおり|に示す))?"
)
# 手順3, 手順（３）〜（５）, (3)に戻る: steps of the section the text stands in. A number with a unit behind it is none.
_STEP = r"[（(]?[\d０-９]+(?![\d０-９.．])[）)]?(?!\s?(?:分|秒|時|回|日|週|本|枚|名|個|倍|[%％℃A-Za-zµμ]))"
_STEPS = re.compile(
    rf"(?:手順|ステップ|上記|前記|\b(?:bước|step)\s)\s?{_STEP}(?:\s?(?:[〜～~–、・,]|及び|または|又は|から|và|đến|and|to)\s?{_STEP})*"
    r"|[（(][\d０-９]+[）)](?=\s?(?:に戻|へ戻|の操作|の手順|を繰り返|を参照|から|により|と同様))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d０-９]+")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_TABLE, _FIGURE = re.compile("表|bảng|table", re.IGNORECASE), re.compile("図|hình|figure", re.IGNORECASE)


def bare_title(text: str) -> str:
    """A heading without a typed number in front (`６．１　準備`)."""
    return _TYPED.sub("", text)


def bare_caption(text: str) -> str:
    """A caption without its number (`表1　…`)."""
    return _CAPTION.sub("", text)


def caption_number(text: str) -> str:
    found = _CAPTION.match(text)
    digits = re.search(r"[\d０-９]+(?:[-‐.．][\d０-９]+)*", found[0]) if found else None
    return digits[0] if digits else ""


@dataclass(frozen=True)
class Numbers:
    """New numbers by old ones, of all a text may refer to; steps by their section and their number in it."""

    sections: Mapping[str, str]
    tables: Mapping[str, str]
    figures: Mapping[str, str]
    steps: Mapping[tuple[str, str], tuple[str, str]]

    def of_step(self, section: str, number: str, now: str) -> str:
        """The new number of a step that still stands in its section (`section`, now `now`), else the old one."""
        place = self.steps.get((section, _plain(number)))
        return _like(number, place[1]) if place is not None and place[0] == now else number


def renumbered(text: str, numbers: Numbers, section: str = "") -> str:
    """The old text with every reference to a section, step, table or figure put to its new number. `section`: where the text stood."""

    def put(match: re.Match[str]) -> str:
        before, number, step, after = match["before"] or "", match["number"], match["step"] or "", match["after"] or ""
        if not (before or step or after):
            return match[0]
        known = numbers.tables if _TABLE.match(before) else numbers.figures if _FIGURE.match(before) else numbers.sections
        old = _plain(number)
        now = known.get(old, old)
        step = _DIGITS.sub(lambda digits: numbers.of_step(old, digits[0], now), step)
        return before + (_like(number, now) if now != old else number) + step + after

    def put_steps(match: re.Match[str]) -> str:
        now = numbers.sections.get(section, section)
        return _DIGITS.sub(lambda digits: numbers.of_step(section, digits[0], now), match[0])

    return _STEPS.sub(put_steps, _REFERENCE.sub(put, text))


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _like(number: str, now: str) -> str:
    """`now` in the width of `number`."""
    return now if _plain(number) == number else now.translate(_WIDE)
