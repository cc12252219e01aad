"""Hours of continuing education as the reader writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from core.templatetags.ui import vi_decimal

register = template.Library()


@register.filter
def hours(value: Decimal | str | None) -> str:
    """`16.00` → `16`, `1.50` → `1,5` in Vietnamese and `1.5` elsewhere; never an exponent."""
    if value is None or value == "":
        return ""
    text = format(Decimal(value), "f")
    return vi_decimal(text.rstrip("0").rstrip(".") if "." in text else text)
