"""Forms for trial lots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import day_field, offer

RESULTS = (("yes", _("Passed")), ("no", _("Not passed")))


class TrialLotForm(forms.Form):
    """A lot made to show that a stage is reproduced here as in Japan."""

    product = forms.ChoiceField(label=_("Product"))
    stage = forms.ChoiceField(label=_("Stage"))
    lot = forms.CharField(label=_("Number of the lot"), max_length=64)
    made_on = day_field(_("Made on"), initial=clock.today)
    passed = forms.TypedChoiceField(
        label=_("Result"), required=False, coerce=lambda word: word == "yes", empty_value=None
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(
        self, *args: Any, products: list[tuple[str, Any]], stages: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "product", products)
        offer(self, "stage", stages)
        offer(self, "passed", [("", _("Not judged yet")), *RESULTS])


class JudgeForm(forms.Form):
    """The result of a lot, or its correction."""

    passed = forms.TypedChoiceField(label=_("Result"), coerce=lambda word: word == "yes")
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Needed where a result is changed")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "passed", list(RESULTS))
