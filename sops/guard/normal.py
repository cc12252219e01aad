"""One notation for equivalent characters: full-width and superscript digits, dashes, ℃, ≦, +/-. Every position maps
back to the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")
_SUPER_SIGNS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUB_SIGNS = frozenset("₀₁₂₃₄₅₆₇₈₉₊₋")
_ONE = {
    "〜": "~", "～": "~", "∼": "~", "º": "°", "˚": "°", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "✕": "×", "✖": "×",
    "⨯": "×",
    "–": "–", "—": "–", "―": "–", "‒": "–", "‐": "-", "‑": "-", "－": "-", "﹣": "-", "−": "−", "·": "·",
    "\u2060": "", "\u200b": "", "\ufeff": "", "\u00ad": "",
}  # fmt: skip
_SEVERAL = {"+/-": "±", "+/−": "±", "<=": "≤", ">=": "≥", "^(": "^", "_(": ""}
_THIN = frozenset("\u00a0\u202f\u2009\u2007")


@dataclass(frozen=True)
class Normal:
    """Normalised text; `origin[i]` is the position of character i in the original."""

    text: str
    origin: list[int]


def normalise(text: str) -> Normal:
    """`10³` → `10^3`, `CO₂` → `CO2`, `３７℃` → `37°C`, `5 000` with a hard space → `5000`."""
    out: list[str] = []
    origin: list[int] = []
    i, previous = 0, ""

    def put(piece: str, at: int) -> None:
        out.extend(piece)
        origin.extend([at] * len(piece))

    while i < len(text):
        char = text[i]
        several = next((s for s in _SEVERAL if text.startswith(s, i)), None)
        if several:
            put(_SEVERAL[several], i)
            close = text.find(")", i) if several.endswith("(") else -1
            if close > 0:
                for j in range(i + 2, close):
                    put(unicodedata.normalize("NFKC", text[j]), j)
                i = close + 1
            else:
                i += len(several)
            previous = ""
            continue
        if char in _SUPER_SIGNS:
            put(("" if previous in _SUPER_SIGNS and previous else "^") + char.translate(_SUPER), i)
        elif char in _SUB_SIGNS:
            put(char.translate(_SUB), i)
        elif char in _THIN and _between_thousands(text, i):
            pass
        elif char in _ONE:
            put(_ONE[char], i)
        else:
            put(unicodedata.normalize("NFKC", char).replace("⁄", "/"), i)
        previous = char
        i += 1
    return Normal("".join(out), origin)


def _between_thousands(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 5]
    return before.isdigit() and len(after) >= 3 and after[:3].isdigit() and not after[3:4].isdigit()
