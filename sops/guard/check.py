"""The guard: whether numbers, units, comparators, codes, dates and negations of a translation agree with its source
(domain (c) 5).

It reads both texts in their own notation (0.1 % = 0,1 %, ３７℃ = 37 °C, 以上 = ≥ = từ … trở lên). It proves nothing
about meaning: a person verifies that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sops.guard.facts import Facts, read
from sops.guard.matching import match_codes, match_dates, match_negation, match_numbers, match_script

__all__ = ["Facts", "Finding", "check", "quantities", "read", "same_facts"]

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """One disagreement.

    An *error* blocks verification until a second person overrides it with a reason; a *warning* is only shown.
    """

    kind: str  # number, unit, comparator, range, negation, code, date, separator, script
    source: str  # as in the source, normalised; empty if it is missing there
    target: str
    severity: str
    message: Any  # a lazy or plain sentence for a person

    @property
    def blocks(self) -> bool:
        return self.severity == ERROR


def check(source: str, target: str, source_lang: str, target_lang: str) -> list[Finding]:
    """Returns every disagreement of figures and negations between a source text and its translation; none for an empty
    translation.
    """
    if not target.strip():
        return []
    a, b = read(source, source_lang), read(target, target_lang)
    rows = [
        *match_codes(a, b),
        *match_dates(a, b),
        *match_numbers(a, b),
        *match_negation(a, b),
        *match_script(a, b),
    ]
    return [Finding(*row) for row in rows]


def quantities(text: str, language: str) -> list[str]:
    """Returns the numbers of a text with their units, as read by the guard, to show what was compared."""
    facts = read(text, language)
    return [number.raw for number in facts.numbers]


def same_facts(a: str, b: str, language: str) -> bool:
    """Whether two texts of one language agree in all figures, units, comparators, codes, dates and negations."""
    return not check(a, b, language, language) and not check(b, a, language, language)
