"""Hours as written on a Vietnamese certificate: 03 giờ tín chỉ (Ba giờ tín chỉ)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ")


def hours_text(hours: Decimal) -> str:
    """`3` → `03`, `16` → `16`, `1.5` → `1,5`: two digits for whole hours, decimal comma, no trailing zeros."""
    whole, _, fraction = format(hours, "f").partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole},{fraction}" if fraction else whole.zfill(2)


def in_words(number: Decimal) -> str:
    """Returns a number from 0 below 10¹² in words, with a capital: 21 → `Hai mươi mốt`, 1.5 → `Một phẩy năm`, 1.05 →
    `Một phẩy không năm`.

    Raises ValueError outside that range.
    """
    if not 0 <= number < 10**12:
        raise ValueError("the number is outside what a certificate can hold")
    whole, _, fraction = format(number, "f").partition(".")
    fraction = fraction.rstrip("0")
    text = _whole(int(whole))
    if fraction:
        zeros = len(fraction) - len(fraction.lstrip("0"))
        text += " phẩy " + "không " * zeros + _whole(int(fraction))
    return text[0].upper() + text[1:]


def _whole(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    words = [
        _below_thousand(group, full=place < len(groups) - 1) + _GROUPS[place]
        for place, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(words)


def _below_thousand(number: int, *, full: bool) -> str:
    """`full`: a higher group precedes, so hundreds are read even when zero (một nghìn không trăm linh năm)."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)
