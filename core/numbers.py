"""Numbers the way the reader's language writes them, never torn from their unit."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import get_language

from core.units.reading import LATIN

_NB = "\u00a0"
_WJ = "\u2060"
_NUMBER = re.compile(r"[\d%×]")  # most texts hold neither a number nor a sign: they are not looked through five times
_SIGN = re.compile("[±–×≥≤<>]")
_UNIT_SPACE = re.compile(rf"(?<=\d) (?={LATIN}|CO₂|O₂)|(?<=%) (?=CO₂|O₂)")
_SIGN_SPACE = re.compile(r"(?<=\d) (±|–|×) (?=[\dg])")
_FORCE = re.compile(r"(?<=\d)[ \u00a0]?×[ \u00a0]?(?=g\b)")
_LEADING_SIGN = re.compile(r"([≥≤<>±×]) (?=[\dg])")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_PLAIN = re.compile(r"[-−+]?\d+(\.\d+)?")


def vi_decimal(value: object, language: str = "") -> str:
    """A stored decimal as the reader writes it: `0,5` and `5.000` in Vietnamese, `0.5` and `5,000` elsewhere."""
    text = str(value)
    if not _PLAIN.fullmatch(text):
        return text
    point, comma = (",", ".") if (language or get_language() or "vi").startswith("vi") else (".", ",")
    whole, _, fraction = text.partition(".")
    sign = whole[0] if whole[0] in "-−+" else ""
    digits = whole[len(sign) :]
    if len(digits) > 3:
        digits = f"{int(digits):,}".replace(",", comma)
    return sign.replace("-", "−") + digits + (point + fraction if fraction else "")


def short_decimal(value: Decimal | str | None) -> str:
    """A stored decimal for the reader without the noughts behind it: `16.00` → `16`, `1.50` → `1,5` or `1.5`.

    Never an exponent.
    """
    if value is None or value == "":
        return ""
    text = format(Decimal(value), "f")
    return vi_decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def quantity(text: str) -> str:
    """Keeps a number with its unit and its sign: no-break spaces in `37 ± 0,5 °C`, word joiners in `30–45`."""
    if not _NUMBER.search(text):
        return text
    text = _UNIT_SPACE.sub(_NB, text)
    if not _SIGN.search(text):
        return text
    text = _FORCE.sub(f"{_NB}×{_NB}", text)
    text = _SIGN_SPACE.sub(rf"{_NB}\1{_NB}", text)
    text = _LEADING_SIGN.sub(rf"\1{_NB}", text)
    return _RANGE.sub(f"{_WJ}–{_WJ}", text)
