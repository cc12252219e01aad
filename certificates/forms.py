"""What the pages of certificates and hours parse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates.enums import Activity
from certificates.models import ConversionRow
from certificates.payload import Decision
from core import clock
from sops.models import Sop
from staff.forms import SigningForm
from staff.models import Person

RESULTS = (("yes", _("Passed")), ("no", _("Not passed")))
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def _day(label: Any, **fields: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), input_formats=DAY_FORMATS, **fields
    )


class IssueForm(SigningForm):
    """The decision to issue, from the class file where it is there."""

    decision_number = forms.CharField(label=_("Number of the decision to issue"), max_length=64)
    decision_on = _day(_("Date of the decision"))

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["decision_number"].strip(), self.cleaned_data["decision_on"])


class BatchForm(SigningForm):
    """Which of the ready ones; one signature for the list that is shown."""

    completions = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, label=_("Certificates to issue")
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["completions"].choices = choices  # type: ignore[attr-defined]  # a choice field


class RevokeForm(SigningForm):
    """Why, in two voices: for the public page and for the file."""

    on = _day(_("Not valid from"), initial=clock.today)
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
    """A check code as somebody reads it from a paper."""

    ma = forms.CharField(label=_("Check code on the certificate"), max_length=100)


class FileForm(forms.Form):
    file = forms.FileField(label=_("PDF of the certificate"), allow_empty_file=True)


class ClaimForm(forms.Form):
    """Hours earned elsewhere, with the paper that proves them."""

    row = forms.ModelChoiceField(ConversionRow.objects.none(), label=_("Activity and role"))
    title = forms.CharField(label=_("Title of the activity"), max_length=500)
    organiser = forms.CharField(label=_("Organiser"), max_length=255)
    started_on = _day(_("First day"))
    ended_on = _day(_("Last day"))
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
        self.fields["row"].queryset = rows  # type: ignore[attr-defined]  # a model choice field
        self.fields["row"].label_from_instance = _row_label  # type: ignore[attr-defined]  # as above


class PlanForm(forms.Form):
    """An appointment: who, what for, by which SOP, when, where, with whom."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Learner"))
    activity = forms.ChoiceField(label=_("What for"), choices=Activity.choices)
    sop = forms.ModelChoiceField(Sop.objects.none(), label=_("SOP"))
    day = _day(_("Day"))
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
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a model choice field
        self.fields["sop"].label_from_instance = _sop_label  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number, of = data.get("number"), data.get("of")
        if number and of and number > of:
            self.add_error("number", _("This is more than there are."))
        return data


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class TrialLotForm(forms.Form):
    """A lot made to show that a stage works here as it does in Japan."""

    product = forms.ChoiceField(label=_("Product"))
    stage = forms.ChoiceField(label=_("Stage"))
    lot = forms.CharField(label=_("Number of the lot"), max_length=64)
    made_on = _day(_("Made on"), initial=clock.today)
    passed = forms.TypedChoiceField(
        label=_("Result"), required=False, coerce=lambda word: word == "yes", empty_value=None
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(
        self, *args: Any, products: list[tuple[str, Any]], stages: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = products  # type: ignore[attr-defined]  # a choice field
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]  # as above
        self.fields["passed"].choices = [("", _("Not judged yet")), *RESULTS]  # type: ignore[attr-defined]  # as above


class JudgeForm(forms.Form):
    """The result of a lot, or its correction."""

    passed = forms.TypedChoiceField(label=_("Result"), coerce=lambda word: word == "yes")
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Needed where a result is changed")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passed"].choices = list(RESULTS)  # type: ignore[attr-defined]  # a choice field


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("Why it is rejected"), max_length=500)


class RegisterFilter(forms.Form):
    """The selection of the register, from the address."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    kind = forms.CharField(required=False, max_length=16)
    q = forms.CharField(label=_("Number or name"), required=False, max_length=100)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        form = cls(data)
        form.is_valid()
        found = form.cleaned_data
        return {"year": found.get("year"), "kind": found.get("kind") or "", "query": (found.get("q") or "").strip()}


def _row_label(row: ConversionRow) -> str:
    return f"{row} · {row.hours.normalize():f} / {row.unit_name}"


def _sop_label(row: Sop) -> str:
    return f"{row.number} · {row.title}"


def day_text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
