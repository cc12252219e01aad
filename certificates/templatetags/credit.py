"""Hours of continuing education as the reader writes them."""

from __future__ import annotations

from django import template

from core.numbers import short_decimal

register = template.Library()
register.filter("hours", short_decimal)
