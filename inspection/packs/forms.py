"""Forms for requesting a pack and for submitting one for verification."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Refused
from core.forms import label_rows
from inspection.packs.checking import LARGEST
from qualification.asking import read_day, read_instant, typed_day
from sops.models import Sop
from staff.models import Person


class PackForm(forms.Form):
    """Person, SOP, day, and the moment of knowledge."""

    person = forms.ModelChoiceField(Person.objects.order_by("full_name"), label=_("Person"))
    sop = forms.ModelChoiceField(
        Sop.objects.filter(releases__isnull=False).distinct(), label=_("SOP"), to_field_name="number"
    )
    as_of = forms.CharField(label=_("State on"), max_length=40, initial=lambda: typed_day(clock.today()))
    known_at = forms.CharField(
        label=_("As known at"), max_length=40, required=False, help_text=_("Left empty: as known now")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_rows(self, "sop", lambda sop: f"{sop.number} {sop.title}")

    def clean_as_of(self) -> Any:
        return self._read(read_day, "as_of")

    def clean_known_at(self) -> Any:
        return self._read(read_instant, "known_at")

    def _read(self, reader: Any, name: str) -> Any:
        try:
            return reader(self.cleaned_data[name])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class CheckForm(forms.Form):
    """A pack as a file."""

    pack = forms.FileField(label=_("Evidence pack"), allow_empty_file=True)

    def clean_pack(self) -> bytes:
        file = self.cleaned_data["pack"]
        if file.size > LARGEST:
            raise forms.ValidationError(_t("The file is larger than a pack can be."))
        return file.read()
