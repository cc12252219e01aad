"""Levels of numbered steps.

Authors nest steps by changing the form of the number: (1), then ア, then ①; or 1., then 1), then a).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain

from sops.word.numbering import Number
from sops.word.typed import Typed

_CHARACTERS = {
    "aiueo": "ア",
    "iroha": "イ",
    "decimalEnclosedCircle": "①",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
INDENTED = 150  # twentieths of a point: less is not a deeper level


def form_of(number: Number) -> str:
    """The form of a computed number, named like the forms of typed ones: (1), ア, ①, n.n."""
    shape = re.sub(r"%\d(?:[.．\-]%\d)+", "n.n", number.pattern)
    character = next((char for name, char in _CHARACTERS.items() if number.format.startswith(name)), "1")
    return re.sub(r"%\d", character, shape).replace("（", "(").replace("）", ")").strip() or character


@dataclass(frozen=True)
class _OpenLevel:
    form: str
    depth: int  # the level in Word's list
    origin: str  # the list of a computed number; empty for a typed one
    indent: int


class StepLevels:
    """The nesting of steps in a section: a new form of number opens a deeper level, a known one returns to its own."""

    def __init__(self) -> None:
        self._open: list[_OpenLevel] = []  # outermost first
        self._last: dict[str, int] = {}  # form → last value

    def continues(self, step: Typed) -> bool:
        """Whether a typed number is the next one of an open list."""
        return step.value > 1 and self._last.get(step.form) == step.value - 1

    def accepts(self, step: Typed) -> bool:
        """Whether a typed number is taken for a step: a doubtful one must be the first of its list, or the next."""
        return step.certain or step.value == 1 or self.continues(step)

    def resolved(self, step: Typed) -> Typed:
        """A typed kana with its value in the order it is used in:
        イ is the second of アイウ and the first of イロハ.
        """
        old_order = step.form.replace("ア", "イ")
        if not step.iroha or old_order == step.form:
            return step
        continues = self._last.get(old_order) == step.iroha - 1 and step.iroha > 1
        begins = step.iroha == 1 and self._last.get(step.form) != 1
        return replace(step, form=old_order, value=step.iroha) if continues or begins else step

    def add(self, form: str, value: int, *, depth: int = 0, origin: str = "", indent: int = 0) -> int:
        """Add the next step and return its level, from 1."""
        self._last[form] = value
        new = _OpenLevel(form, depth, origin, indent)
        if level := self._known_level(new, first=value == 1):
            del self._open[level:]
            return level
        while self._open and origin and depth and self._open[-1].depth > depth:
            self._open.pop()
        if self._open and origin and depth == self._open[-1].depth and depth:
            self._open.pop()  # another form at the same level of Word's list
        self._open.append(new)
        return len(self._open)

    def _known_level(self, new: _OpenLevel, *, first: bool) -> int:
        """The open level a step is on, from 1; 0 for none.

        The step's own list comes before an outer one with numbers of the same form.
        """
        levels = list(enumerate(self._open, 1))
        own = (level for level, known in levels if _is_own_list(known, new))
        alike = (level for level, known in levels if _is_same(known, new, first=first))
        return next(chain(own, alike), 0)


def _is_own_list(known: _OpenLevel, new: _OpenLevel) -> bool:
    return bool(new.origin) and (known.form, known.depth, known.origin) == (new.form, new.depth, new.origin)


def _is_same(known: _OpenLevel, new: _OpenLevel, *, first: bool) -> bool:
    """Whether a step is on a known level: numbers of one form are, unless Word nests their lists."""
    if known.form != new.form:
        return False
    if not new.origin or not known.origin:
        return True
    if known.origin == new.origin:
        return known.depth == new.depth
    return not (first and new.indent > known.indent + INDENTED)
