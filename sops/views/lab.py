"""Lab mode: one step at a time, readable at arm's length and usable with gloves. Only for the version in force."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from sops.enums import VersionState
from sops.models import Sop, SopVersion
from sops.queries import version_statuses
from sops.reading.reading import Step, read
from sops.views.reader import chosen_languages
from staff.permissions import May
from staff.views.access import needs

SECONDS = {"s": 1, "min": 60, "h": 3600}


@needs(May.READ_SOPS)
def lab(request: HttpRequest, number: str) -> HttpResponse:
    """Shows step `?step=n` of the version in force, counted through the document."""
    sop = get_object_or_404(Sop, number=number)
    shown = next((s for s in version_statuses(sop, clock.today()) if s.state == VersionState.EFFECTIVE), None)
    if shown is None:
        raise Refused(_("%(number)s has no version in force today: nobody may work by it.") % {"number": sop.number})
    languages = chosen_languages(request.GET.get("lang", ""), shown.version.languages)
    reading = read(SopVersion.objects.get(pk=shown.version.pk).document, languages)
    steps = reading.steps
    if not steps:
        return redirect("sop_detail", number=number)
    asked = request.GET.get("step", "1")[:6]
    at = min(max(int(asked), 1), len(steps)) if asked.isdecimal() else 1
    step = steps[at - 1]
    section = next(section for section in reading.sections if step in section.steps)
    context = {
        "sop": sop,
        "shown": shown,
        "section": section,
        "step": step,
        "at": at,
        "count": len(steps),
        "steps": enumerate(steps, 1),
        "languages": languages,
        "before": steps[at - 2] if at > 1 else None,
        "after": steps[at] if at < len(steps) else None,
        "timer": timer(step),
        "japanese": "ja" in languages,
    }
    return render(request, "sops/lab.html", context)


def timer(step: Step) -> dict[str, Any] | None:
    """Returns the earliest and latest second of a step that has a time among its values."""
    for value in step.values:
        unit = SECONDS.get((value.parameter.get("unit") or "").strip())
        if unit is None:
            continue
        low, high, exact, tolerance = (
            Decimal(text) * unit if (text := value.parameter.get(name)) else None
            for name in ("low", "high", "value", "tolerance")
        )
        comparator = value.parameter.get("comparator")
        if comparator == "range":
            return {"earliest": low, "latest": high, "text": value.value}
        if comparator == "±" and exact is not None:
            return {"earliest": exact - (tolerance or 0), "latest": exact + (tolerance or 0), "text": value.value}
        if comparator in {"≥", ">"}:
            return {"earliest": exact, "latest": None, "text": value.value}
        if comparator in {"≤", "<"}:
            return {"earliest": None, "latest": exact, "text": value.value}
        return {"earliest": exact, "latest": None, "text": value.value}
    return None
