"""Values of the institution: each with its default and its dated changes (R-34)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Refused
from staff.forms import ValueForm
from staff.models import InstitutionValue
from staff.permissions import May
from staff.value_table import START_SETTINGS, VALUES
from staff.values import all_values, set_value
from staff.views.access import actor, needs


@needs(May.MANAGE_SETTINGS)
def value_list(request: HttpRequest) -> HttpResponse:
    """Lists every value of today, those at their default marked as not confirmed; and the settings read at start-up."""
    rows = list(InstitutionValue.objects.select_related("by"))
    today = all_values()
    values = [
        {
            "key": key,
            "spec": spec,
            "today": today[key],
            "history": (history := [r for r in rows if r.key == key]),
            "confirmed": bool(history),
        }
        for key, spec in VALUES.items()
    ]
    at_start = [{"spec": spec, "today": getattr(settings, spec.setting)} for spec in START_SETTINGS]
    return render(request, "staff/values.html", {"values": values, "at_start": at_start})


@needs(May.MANAGE_SETTINGS)
def value_edit(request: HttpRequest, key: str) -> HttpResponse:
    """Sets one value from a day on, or confirms the default by setting it again."""
    if key not in VALUES:
        raise Http404
    spec = VALUES[key]
    form = ValueForm(request.POST or None, initial={"value": all_values()[key]}, spec=spec)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_value(
                key, _typed(key, data["value"]), by=actor(request), valid_from=data["valid_from"], reason=data["reason"]
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("value_list")
    return render(request, "staff/value_edit.html", {"form": form, "spec": spec}, status=400 if form.is_bound else 200)


def _typed(key: str, text: str) -> int | str:
    default = VALUES[key].default
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise Refused(_("Enter a whole number."), field="value") from None
    return text.strip()
