"""The plan of practice: who practises, is assessed or fills media on which day; who needs it and has no day yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.days import daydate
from core.errors import Refused
from courses.enums import ChecklistKind
from courses.models import Checklist
from courses.policies import ASSESSOR_DUTY
from qualification.domain.planning import cancel, plan
from qualification.models import PlannedAppointment
from qualification.planning_forms import CancelForm, PlanForm
from qualification.waiting import Unplanned, appointments_from, practice_unplanned
from sops.models import Sop
from staff.models import DutyAppointment, Person
from staff.permissions import May
from staff.views.access import actor, needs

PER_PAGE = 30


@needs(May.ASSESS_PRACTICE)
def practice_plan(request: HttpRequest) -> HttpResponse:
    """What is planned, who still needs a day, and the form; `?sop=` narrows all three to one SOP."""
    day = clock.today()
    sop = Sop.objects.filter(number=request.GET.get("sop", "")).first()
    form, status = _plan_form(request), 200
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            row = plan(data.pop("person"), by=actor(request), **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            status = refusal.status
        else:
            messages.success(
                request, _("Planned: %(name)s, %(day)s.") % {"name": row.person.full_name, "day": daydate(row.day)}
            )
            return redirect(
                reverse("practice_plan") + (f"?sop={sop.number}" if sop and "person" not in request.GET else "")
            )
    planned = appointments_from(day)
    unplanned = practice_unplanned(day, sop)
    fills = Checklist.objects.filter(kind=ChecklistKind.APS).values_list("sop__number", flat=True).first() or ""
    context = {
        "sop": sop,
        "today": day,
        "planned": planned.filter(sop=sop) if sop else planned,
        "page": Paginator([(row, _prefill(row, fills)) for row in unplanned], PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "form": form,
        "open_form": form.is_bound or any(name in request.GET for name in ("person", "activity")),
    }
    return render(
        request, "qualification/plan.html", context, status=400 if form.is_bound and status == 200 else status
    )


@require_POST
@needs(May.ASSESS_PRACTICE)
def appointment_cancel(request: HttpRequest, id: int) -> HttpResponse:
    """Take an appointment out of the plan, with a reason; it stays on the trail."""
    row = get_object_or_404(PlannedAppointment.objects.select_related("person"), pk=id)
    form = CancelForm(request.POST)
    cancel(row, by=actor(request), reason=form.cleaned_data["reason"] if form.is_valid() else "")
    messages.success(
        request, _("Cancelled: %(name)s, %(day)s.") % {"name": row.person.full_name, "day": daydate(row.day)}
    )
    return redirect("practice_plan")


def _plan_form(request: HttpRequest) -> PlanForm:
    day, get = clock.today(), request.GET
    numbers = {name: int(get[name]) for name in ("person", "number", "of") if get.get(name, "").isdecimal()}
    sop = Sop.objects.filter(number=get.get("sop", "")).first()
    duties = DutyAppointment.objects.on(day).filter(duty__code=ASSESSOR_DUTY)
    appointed = Person.objects.filter(duties__in=duties).distinct().order_by("full_name")
    me = actor(request).person
    initial: dict[str, Any] = {
        **numbers,
        "activity": get.get("activity", ""),
        "sop": sop.pk if sop else None,
        "day": day,
        "assessor": me.pk if me and appointed.filter(pk=me.pk).exists() else None,
    }
    return PlanForm(
        request.POST or None,
        people=Person.objects.employed_on(day).order_by("full_name"),
        sops=Sop.objects.filter(releases__isnull=False).distinct().order_by("number"),
        assessors=appointed,
        initial=initial,
    )


def _prefill(row: Unplanned, fills: str) -> str:
    """The address of the form filled in for this person and this work."""
    asked: dict[str, Any] = {
        "person": row.person.pk,
        "sop": row.sop.number if row.sop else fills,
        "activity": row.activity,
    }
    if row.reason.code == "runs_missing" and not row.requalification:
        asked |= {"number": row.reason.values["done"] + 1, "of": row.reason.values["of"]}
    return reverse("practice_plan") + "?" + urlencode(asked) + "#form"
