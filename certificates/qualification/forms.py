"""What QA types when a right is taken away, given back or confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates.models import StandingEvent
from certificates.qualification.reasons import SCOPES
from core import clock
from sops.models import Release, Sop
from staff.forms import SigningForm


def _day(label: Any, **fields: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **fields)


class ReasonsForm(forms.Form):
    """From which day, and why, in the languages of those who will read it."""

    from_on = _day(_("From"), initial=clock.today)
    reason_vi = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    reason_en = forms.CharField(
        label=_("Reason in English"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )
    reason_ja = forms.CharField(
        label=_("Reason in Japanese"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )

    @property
    def reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"reason_{code}"].strip() for code in ("vi", "en", "ja")}


class BarForm(ReasonsForm):
    """What the decision touches, and the deviation or investigation behind it."""

    scope = forms.ChoiceField(
        label=_("What it touches"), choices=[(scope, SCOPES[scope]) for scope in ("all", "access_ab", "sop")]
    )
    sop = forms.ModelChoiceField(
        Sop.objects.all(), label=_("SOP"), required=False, help_text=_("Only for a decision about one SOP")
    )
    deviation = forms.CharField(label=_("Number of the deviation or investigation"), max_length=64, required=False)

    field_order = ("scope", "sop", "from_on", "reason_vi", "reason_en", "reason_ja", "deviation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sop"].label_from_instance = lambda sop: f"{sop.number} {sop.title}"  # type: ignore[attr-defined]  # a model choice field


class RestoreForm(ReasonsForm):
    """Which of the decisions that stand is ended."""

    bar = forms.ChoiceField(label=_("What is given back"))

    field_order = ("bar", "from_on", "reason_vi", "reason_en", "reason_ja")

    def __init__(self, *args: Any, bars: list[StandingEvent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bars = {str(bar.pk): bar for bar in bars}
        choices = [
            (key, f"{bar.get_kind_display()}: {bar.sop.number if bar.sop else SCOPES[bar.scope]}")
            for key, bar in self.bars.items()
        ]
        self.fields["bar"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> StandingEvent:
        return self.bars[self.cleaned_data["bar"]]


class ConfirmForm(SigningForm):
    """Which version, from which day to which."""

    release = forms.ModelChoiceField(Release.objects.none(), label=_("SOP and version"))
    qualified_from = _day(_("Qualified from"), initial=clock.today)
    valid_to = _day(
        _("Last day"), required=False, help_text=_("Left empty: as the job role, the checklist or the institution say")
    )

    def __init__(self, *args: Any, releases: QuerySet[Release], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"].queryset = releases  # type: ignore[attr-defined]  # a model choice field
        self.fields["release"].label_from_instance = lambda row: f"{row} {row.sop.title}"  # type: ignore[attr-defined]  # as above
