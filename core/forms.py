"""Form fields that every page shares."""

from __future__ import annotations

from typing import Any

from django import forms

from core.days import TYPED


def day_field(label: Any, **fields: Any) -> forms.DateField:
    """A field for one day: the browser's own date picker; a day typed as 30/11/2026 is taken too."""
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(**{"label": label, "widget": picker, "input_formats": TYPED, **fields})
