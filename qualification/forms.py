"""What QA types when a right is taken away, given back or confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import day_field, label_rows, offer, offer_rows
from qualification.models import Restriction
from qualification.reasons import SCOPES
from sops.models import Release, Sop
from staff.forms import SigningForm


class ReasonsForm(forms.Form):
    """From which day, and why, in the languages of those who will read it."""

    from_on = day_field(_("From"), initial=clock.today)
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


class RestrictionForm(ReasonsForm):
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
        label_rows(self, "sop", lambda sop: f"{sop.number} {sop.title}")


class RestoreForm(ReasonsForm):
    """Which of the decisions that stand is ended."""

    restriction = forms.ChoiceField(label=_("What is given back"))

    field_order = ("restriction", "from_on", "reason_vi", "reason_en", "reason_ja")

    def __init__(self, *args: Any, restrictions: list[Restriction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.restrictions = {str(restriction.pk): restriction for restriction in restrictions}
        choices = [
            (
                key,
                f"{restriction.get_kind_display()}: "
                f"{restriction.sop.number if restriction.sop else SCOPES[restriction.scope]}",
            )
            for key, restriction in self.restrictions.items()
        ]
        offer(self, "restriction", choices)

    @property
    def chosen(self) -> Restriction:
        return self.restrictions[self.cleaned_data["restriction"]]


class ConfirmForm(SigningForm):
    """Which version, from which day to which."""

    release = forms.ModelChoiceField(Release.objects.none(), label=_("SOP and version"))
    qualified_from = day_field(_("Qualified from"), initial=clock.today)
    valid_to = day_field(
        _("Last day"), required=False, help_text=_("Left empty: as the job role, the checklist or the institution say")
    )

    def __init__(self, *args: Any, releases: QuerySet[Release], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "release", releases)
        label_rows(self, "release", lambda row: f"{row} {row.sop.title}")
