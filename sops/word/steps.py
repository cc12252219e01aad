"""Levels of numbered steps. Authors nest by changing the way numbers are written: (1), then ア, then ①; or 1., then 1), then a)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sops.word.numbering import Number
from sops.word.typed import Typed

_SCRIPTS = {
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
    """How a computed number is written, in the same words as typed ones: (1), ア, ①, n.n."""
    shape = re.sub(r"%\d(?:[.．\-]%\d)+", "n.n", number.pattern)
    sign = next((sign for name, sign in _SCRIPTS.items() if number.format.startswith(name)), "1")
    return re.sub(r"%\d", sign, shape).replace("（", "(").replace("）", ")").strip() or sign


@dataclass(frozen=True)
class _Open:
    form: str
    depth: int  # Word's own level
    origin: str  # the list of a computed number; empty for a typed one
    indent: int


class StepLevels:
    """The nesting inside one section. A new way of writing numbers that begins at its first opens a deeper level; a known one returns to its own."""

    def __init__(self) -> None:
        self._open: list[_Open] = []  # from the outside in
        self._last: dict[str, int] = {}

    def goes_on(self, step: Typed) -> bool:
        """Whether a typed number is the next one of a list that is open."""
        return step.value > 1 and self._last.get(step.form) == step.value - 1

    def accepts(self, step: Typed) -> bool:
        """Whether a typed number can be the next one of its list: a doubtful one must be in order."""
        return step.sure or step.value == 1 or self.goes_on(step)

    def resolved(self, step: Typed) -> Typed:
        """A kana as the letter of the order it is used in: イ is the second of アイウ and the first of イロハ."""
        old_order = step.form.replace("ア", "イ")
        if not step.iroha or old_order == step.form:
            return step
        goes_on = self._last.get(old_order) == step.iroha - 1 and step.iroha > 1
        begins = step.iroha == 1 and self._last.get(step.form) != 1
        return replace(step, form=old_order, value=step.iroha) if goes_on or begins else step

    def place(self, form: str, value: int, *, depth: int = 0, origin: str = "", indent: int = 0) -> int:
        """Level (from 1) of the next step."""
        self._last[form] = value
        made = _Open(form, depth, origin, indent)
        for place, known in enumerate(self._open):
            if _is_same(known, made, first=value == 1):
                del self._open[place + 1 :]
                return place + 1
        while self._open and origin and depth and self._open[-1].depth > depth:
            self._open.pop()
        if self._open and origin and depth == self._open[-1].depth and depth:
            self._open.pop()  # another way of writing at the same level of Word's
        self._open.append(made)
        return len(self._open)


def _is_same(known: _Open, made: _Open, *, first: bool) -> bool:
    """Whether a step belongs to a level already open: written alike, unless Word says that it is a list inside that list."""
    if known.form != made.form:
        return False
    if not made.origin or not known.origin:
        return True
    if known.origin == made.origin:
        return known.depth == made.depth
    return not (first and made.indent > known.indent + INDENTED)
