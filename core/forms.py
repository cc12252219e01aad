"""Form fields that every page shares, and what a page fills into the fields of its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.days import TYPED


def day_field(label: Any, **fields: Any) -> forms.DateField:
    """A field for one day: the browser's own date picker; a day typed as 30/11/2026 is taken too."""
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(**{"label": label, "widget": picker, "input_formats": TYPED, **fields})


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """The choices of a field, where only the page that shows the form knows them."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """The rows a field lets choose from, where only the page that shows the form knows them."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def label_rows(form: forms.BaseForm, name: str, label: Callable[[Any], str]) -> None:
    """How a field names the rows it lets choose from."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.label_from_instance = label  # type: ignore[method-assign, assignment]  # Django's own place for it is a subclass for each label
