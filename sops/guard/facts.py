"""The figures of a text, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sops.guard.dates import Day, find_dates
from sops.guard.negation import Negations, negations
from sops.guard.normal import normalise
from sops.guard.numbers import Code, Number, find_codes, find_numbers

_PART = re.compile(r"(\d{1,3})分の(\d{1,2})(?!\d)")  # 3分の1 = 1/3


@dataclass
class Facts:
    language: str
    original: str
    text: str  # normalised
    numbers: list[Number]
    codes: list[Code]
    dates: list[tuple[str, set[Day]]]
    negations: list[Negations]  # by sentence


def read(text: str, language: str) -> Facts:
    """Returns numbers, codes, dates and negations of a text in `language`."""
    normal = _PART.sub(r"\2/\1", normalise(text).text)
    dates, rest = find_dates(normal, language)
    codes, rest = find_codes(rest, language)
    numbers = find_numbers(rest, language)
    spans = [span for number in numbers for span in number.spans]
    return Facts(language, text, normal, numbers, codes, dates, negations(rest, language, spans))
