"""Forms of the pages of certificates and hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.payload import Decision
from core import clock
from core.forms import day_field, offer
from staff.forms import SigningForm


class IssueForm(SigningForm):
    """The decision to issue, by default from the class file."""

    decision_number = forms.CharField(label=_("Number of the decision to issue"), max_length=64)
    decision_on = day_field(_("Date of the decision"))

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["decision_number"].strip(), self.cleaned_data["decision_on"])


class BatchForm(SigningForm):
    """The selected ready certificates; one signature for the list that is shown."""

    completions = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, label=_("Certificates to issue")
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "completions", choices)


class RevokeForm(SigningForm):
    """The two reasons: for the public page and for the file."""

    on = day_field(_("Not valid from"), initial=clock.today)
    document = forms.CharField(label=_("Number of the decision"), max_length=64, required=False)
    public_vi = forms.CharField(
        label=_("Public reason, in Vietnamese"), max_length=200, help_text=_("Names nobody, accuses nobody")
    )
    public_en = forms.CharField(label=_("Public reason, in English"), max_length=200, required=False)
    public_ja = forms.CharField(label=_("Public reason, in Japanese"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason for the file"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    @property
    def public_reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"public_{code}"] for code in ("vi", "en", "ja")}


class SupersedeForm(SigningForm):
    reason = forms.CharField(label=_("What is corrected"), max_length=500)


class CodeForm(forms.Form):
    """A check code as typed from a printed certificate."""

    ma = forms.CharField(label=_("Check code on the certificate"), max_length=100)


class FileForm(forms.Form):
    file = forms.FileField(label=_("PDF of the certificate"), allow_empty_file=True)


class RegisterFilter(forms.Form):
    """The filter of the register, from the query string."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    kind = forms.CharField(required=False, max_length=16)
    q = forms.CharField(label=_("Number or name"), required=False, max_length=100)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        form = cls(data)
        form.is_valid()
        found = form.cleaned_data
        return {"year": found.get("year"), "kind": found.get("kind") or "", "query": (found.get("q") or "").strip()}


def day_text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
