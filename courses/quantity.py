"""Reads numbers and units exactly, as typed by users of three languages (domain (c) 5)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import Refused
from core.units import canonical

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MINUS = str.maketrans("−‐‑–—﹣－", "-" * 7)
_LONG_VOWEL = re.compile(r"^\s*ー(?=\s*[\d０-９])")  # typed on Japanese keyboards for a minus
_NUMBER = re.compile(
    r"""\s*(?P<sign>[+-]?)\s*
    (?: (?P<mantissa>\d[\d.,'\ ]*(?<=\d)|[.,]\d+)?\s*
        (?: [x*·∙•×]\s*10\s*\^?\s*(?P<power>[+-]?\d+) | [eE](?P<exp>[+-]?\d+)(?![\w]) )
      | (?P<plain>\d[\d.,'\ ]*(?<=\d)|[.,]\d+) )""",
    re.VERBOSE,
)
_BARE_POWER = re.compile(r"\s*(?P<sign>[+-]?)10\s*\^\s*(?P<power>[+-]?\d+)")
_MAX_DIGITS = 40
_MAX_EXPONENT = 60

_FACTOR = re.compile(r"^[x*·×]\s*10\s*\^?\s*([+-]?\d+)\s*(.*)$")


@dataclass(frozen=True)
class Quantity:
    """The input as read: the number, whether it contained a power of ten, and the unit text after it ("" = none)."""

    value: Decimal
    has_power: bool
    unit: str


def read_quantity(text: str) -> Quantity:
    """Returns the number and the unit after it: decimal comma or point, full-width digits, U+2212, 5×10³, 1 500.

    Raises Refused when there is no number, or when it is ambiguous ("1.500"): the reader is asked, the value never
    guessed.
    """
    plain = _plain(text)
    match = _BARE_POWER.match(plain)
    if match:
        return Quantity(_power(Decimal(match["sign"] + "1"), match["power"]), True, plain[match.end() :].strip())
    match = _NUMBER.match(plain)
    if not match or not (match["mantissa"] or match["plain"]):
        raise Refused(
            _("“%(text)s” is not a number. Write digits, for example 37 or 0.5.") % {"text": text.strip()[:40]},
            field="number",
        )
    raw = match["mantissa"] or match["plain"]
    unit = plain[match.end() :].strip()
    if unit[:1].isdigit() or unit[:1] in {".", ","}:
        raise _unreadable(text)
    value = _decimal(raw, text)
    if match["sign"] == "-":
        value = -value
    exponent = match["power"] or match["exp"]
    if exponent is None:
        return Quantity(value, False, unit)
    return Quantity(_power(value, exponent), True, unit)


def read_number(text: str) -> Decimal:
    """Returns a number without a unit. Raises Refused like `read_quantity`, or when a word or unit follows."""
    quantity = read_quantity(text)
    if quantity.unit:
        raise Refused(
            _("Write only the number here, without “%(rest)s”.") % {"rest": quantity.unit[:20]},
            field="number",
        )
    return quantity.value


def unit_key(text: str) -> tuple[int, str]:
    """Returns (power of ten, unit), equal for two spellings of the same unit: ×10⁵/mL → (5, "/mL"), 分 → (0, "min")."""
    plain = _plain(text).strip()
    power = 0
    factor = _FACTOR.match(plain)
    if factor and abs(int(factor[1])) <= _MAX_EXPONENT:
        power, plain = int(factor[1]), factor[2]
    return power, canonical(plain)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    text = _LONG_VOWEL.sub("-", text).translate(_MINUS)
    return unicodedata.normalize("NFKC", text)


def _power(value: Decimal, exponent: str) -> Decimal:
    if abs(int(exponent)) > _MAX_EXPONENT:
        raise _unreadable(exponent)
    return value.scaleb(int(exponent))


def _decimal(raw: str, text: str) -> Decimal:
    raw = raw.strip()
    if len(raw) > _MAX_DIGITS:
        raise _unreadable(text)
    seps = re.findall(r"[.,' ]+", raw)
    groups = re.split(r"[.,' ]+", raw)
    if any(len(sep) > 1 for sep in seps):
        raise _unreadable(text)
    if not seps:
        return Decimal(raw)
    if len(seps) == 1 and seps[0] in ".,":
        if len(groups[1]) == 3 and groups[0] not in {"", "0"} and len(groups[0]) <= 3 and not groups[0].startswith("0"):
            short = groups[1].rstrip("0") or "0"
            # three significant decimals need a fourth to be distinguished from thousands
            readings = {
                "whole": groups[0] + groups[1],
                "decimal": groups[0] + seps[0] + (short if len(short) < 3 else short + "0"),
            }
            raise Refused(
                _("“%(text)s” can be read in two ways. Write %(whole)s or %(decimal)s.")
                % {"text": text.strip()[:40], **readings},
                field="number",
            )
        return Decimal((groups[0] or "0") + "." + groups[1])
    # several separators: all but a last, different one are thousands, in groups of three
    decimals = ""
    if seps[-1] in ".," and seps.count(seps[-1]) == 1:
        decimals = groups.pop()
        seps.pop()
    if len(set(seps)) > 1 or not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
        raise _unreadable(text)
    return Decimal("".join(groups) + ("." + decimals if decimals else ""))


def _unreadable(text: str) -> Refused:
    return Refused(
        _("“%(text)s” cannot be read as one number. Write it without thousands separators.")
        % {"text": text.strip()[:40]},
        field="number",
    )
