"""Forms for claims of CME credit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates.credit.units import unit_of_activity
from certificates.models import ConversionRow
from core.forms import day_field, label_rows, offer_rows


class ClaimForm(forms.Form):
    """Hours earned elsewhere, with the document that proves them."""

    row = forms.ModelChoiceField(ConversionRow.objects.none(), label=_("Activity and role"))
    title = forms.CharField(label=_("Title of the activity"), max_length=500)
    organiser = forms.CharField(label=_("Organiser"), max_length=255)
    started_on = day_field(_("First day"))
    ended_on = day_field(_("Last day"))
    quantity = forms.DecimalField(
        label=_("Quantity, in the unit of the activity"),
        max_digits=7,
        decimal_places=2,
        min_value=Decimal("0.01"),
        localize=True,
    )
    evidence = forms.CharField(label=_("Number on the certificate or confirmation"), max_length=255)
    scan = forms.FileField(label=_("Scan of the paper"), help_text=_("PDF, JPEG or PNG, at most 5 MB"))

    def __init__(self, *args: Any, rows: QuerySet[ConversionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "row", rows)
        label_rows(self, "row", _row_label)


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("Why it is rejected"), max_length=500)


def _row_label(row: ConversionRow) -> str:
    return f"{row} · {row.hours.normalize():f} / {unit_of_activity(row.unit)}"
