"""Forms for planned practice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import day_field, label_rows, offer_rows
from qualification.enums import Activity
from sops.models import Sop
from staff.models import Person


class PlanForm(forms.Form):
    """An appointment: who, what for, by which SOP, when, where, with whom."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Learner"))
    activity = forms.ChoiceField(label=_("What for"), choices=Activity.choices)
    sop = forms.ModelChoiceField(Sop.objects.none(), label=_("SOP"))
    day = day_field(_("Day"))
    time = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    assessor = forms.ModelChoiceField(Person.objects.none(), label=_("Assessor"))
    number = forms.IntegerField(label=_("Which one, as 2 of 3"), required=False, min_value=1, max_value=99)
    of = forms.IntegerField(label=_("Of how many"), required=False, min_value=1, max_value=99)

    def __init__(
        self, *args: Any, people: QuerySet[Person], sops: QuerySet[Sop], assessors: QuerySet[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("person", people), ("sop", sops), ("assessor", assessors)):
            offer_rows(self, name, rows)
        label_rows(self, "sop", _sop_label)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number, of = data.get("number"), data.get("of")
        if number and of and number > of:
            self.add_error("number", _("This is more than there are."))
        return data


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


def _sop_label(row: Sop) -> str:
    return f"{row.number} · {row.title}"
