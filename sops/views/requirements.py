"""Which job role must know which SOP: the table, and the form that sets one line of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.errors import Refused
from core.forms import day_field
from sops.domain.requirements import require_sop
from sops.enums import Depth
from sops.models import Requirement, Sop
from staff.models import JobRole
from staff.permissions import May
from staff.values import all_values
from staff.views.access import actor, needs


class RequirementForm(forms.Form):
    job_role = forms.ModelChoiceField(JobRole.objects.all(), label=gettext_lazy("Job role"))
    sop = forms.ModelChoiceField(Sop.objects.all(), label=gettext_lazy("SOP"))
    depth = forms.ChoiceField(label=gettext_lazy("Depth"), choices=Depth.choices)
    runs = forms.IntegerField(label=gettext_lazy("Supervised runs"), min_value=0, max_value=50)
    requalification_months = forms.IntegerField(
        label=gettext_lazy("Again within, months"), min_value=1, max_value=120, required=False
    )
    valid_from = day_field(gettext_lazy("From"), initial=clock.today)


@needs(May.SET_REQUIREMENTS)
def requirement_table(request: HttpRequest) -> HttpResponse:
    """Lists the requirements valid today, by job role. A line set here is due for everybody in the role from its start
    date on.
    """
    values = all_values()
    start = {"runs": values["supervised_runs"], "requalification_months": values["refresher_months"]}
    form = RequirementForm(request.POST or None, initial=start)
    if form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        try:
            require_sop(data.pop("job_role"), data.pop("sop"), by=actor(request), **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("requirements")
    rows = Requirement.objects.on(clock.today()).select_related("job_role", "sop")
    return render(request, "sops/requirements.html", {"form": form, "rows": rows}, status=400 if form.is_bound else 200)
