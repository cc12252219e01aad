"""Form fields that every page shares."""

from __future__ import annotations

from typing import Any

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def day_field(label: Any, **fields: Any) -> forms.DateField:
    """A field for one day: the browser's own date picker; a day typed as 30/11/2026 is taken too."""
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), input_formats=DAY_FORMATS, **fields
    )
