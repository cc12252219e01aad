"""Hours of continuing education and their units, in the reader's notation."""

from __future__ import annotations

from django import template

from certificates.credit.units import unit_of_activity

register = template.Library()
register.filter("unit_of_activity", unit_of_activity)
