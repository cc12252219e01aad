"""Forms for selecting audit events and for signing a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.days import VIETNAMESE
from core.forms import day_field
from core.text import nfc
from inspection.trail.reading import TrailFilter
from inspection.trail.sentences import AREAS, EDITOR, EDITOR_AREA
from staff.forms import SigningForm

# objects people look for; the rest is found by its name
OBJECTS = (
    ("staff.Person", _("Person")),
    ("staff.User", _("Account")),
    ("sops.Sop", _("SOP")),
    ("sops.SopVersion", _("SOP version")),
    ("sops.Translation", _("Translation")),
    ("courses.Attempt", _("Attempt at a quiz")),
    ("courses.Assessment", _("Practice")),
    ("qualification.Confirmation", _("Qualification")),
    ("certificates.Certificate", _("Certificate")),
)


def _day(label: Any, **fields: Any) -> forms.DateField:
    """A day typed as 15/04/2026 or as 2026-04-15."""
    widget = forms.DateInput({"inputmode": "numeric", "autocomplete": "off"}, format=VIETNAMESE)
    return day_field(label, widget=widget, **fields)


class TrailForm(forms.Form):
    """The selection, from the query string."""

    who = forms.CharField(label=_("Who"), required=False, max_length=100)
    about = forms.CharField(label=_("About"), required=False, max_length=200)
    area = forms.ChoiceField(
        label=_("Kind of act"),
        required=False,
        choices=[("", _("All")), *((key, name) for key, (name, _acts) in AREAS.items()), (EDITOR, EDITOR_AREA)],
    )
    object_type = forms.ChoiceField(label=_("Object"), required=False, choices=[("", _("All")), *OBJECTS])
    first_day = _day(_("From"), required=False)
    last_day = _day(_("To"), required=False)
    # from links, without a field of their own
    action = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    object_id = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def chosen(self) -> TrailFilter:
        data = self.cleaned_data
        texts = {
            name: nfc(data[name]).strip() for name in ("who", "about", "area", "action", "object_type", "object_id")
        }
        return TrailFilter(**texts, first_day=data["first_day"], last_day=data["last_day"])


class ReviewForm(SigningForm):
    """The days that were reviewed, and the findings."""

    first_day = _day(_("From"))
    last_day = _day(_("To"), initial=clock.today)
    findings = forms.CharField(
        label=_("What was looked at, and what was found"), max_length=5000, widget=forms.Textarea({"rows": 5})
    )
    follow_up = forms.BooleanField(label=_("Something has to be looked into"), required=False)
