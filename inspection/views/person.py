"""The record of one person as of a day, and for QA the decisions about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import clock
from core.days import daydate
from core.errors import Refused
from inspection.record import record_of
from inspection.views.asked import asked_day
from qualification.domain.confirmation import confirm_qualification
from qualification.domain.restrictions import disqualify, restore, suspend
from qualification.enums import RestrictionKind
from qualification.evidence import explain
from qualification.forms import ConfirmForm, ReasonsForm, RestoreForm, RestrictionForm
from qualification.models import Restriction
from qualification.presenting import shown_state
from sops.models import Release
from staff.enums import Meaning
from staff.models import Person
from staff.permissions import May, can
from staff.views.access import actor, needs

SIGNATURES = 30  # on one page


@needs(May.READ_PEOPLE)
def audit_person(request: HttpRequest, id: int) -> HttpResponse:
    """The whole record of one person at the end of `?as_of=`, as known at `?known_at=`."""
    who, asked = get_object_or_404(Person.objects.select_related("unit"), pk=id), asked_day(request)
    context: dict[str, Any] = {"person": who, "asked": asked}
    if not asked.refused:
        found, user = record_of(who, asked.as_of, asked.known_at), actor(request)
        cells = [
            {"found": row, "state": shown_state(row.answer), "may_read_people": True} for row in found.explanations
        ]
        context |= {
            "record": found,
            "cells": cells,
            "signatures": Paginator(found.signatures, SIGNATURES).get_page(request.GET.get("page")),
            "may_pack": can(user, May.READ_TRAIL),
            "may_restrict": can(user, May.SUSPEND_PERSON) and user.person_id != who.pk,
            "may_confirm": can(user, May.CONFIRM_QUALIFICATION) and user.person_id != who.pk,
            "restrictions": _open_restrictions(who) if can(user, May.SUSPEND_PERSON) else [],
        }
    return render(request, "inspection/person.html", context, status=400 if asked.refused else 200)


@needs(May.SUSPEND_PERSON)
def audit_person_restrict(request: HttpRequest, id: int, decision: str) -> HttpResponse:
    """Suspends, disqualifies or restores a person, with a reason (R-22)."""
    who = get_object_or_404(Person, pk=id)
    if decision == "restore":
        return _restore(request, who)
    verb, title, button = {
        "suspend": (suspend, _("Suspend"), _("Suspend")),
        "disqualify": (disqualify, _("Disqualify"), _("Disqualify")),
    }[decision]
    form = RestrictionForm(request.POST or None)

    def decide(form: RestrictionForm) -> str:
        data = form.cleaned_data
        cause = {"deviation": data["deviation"]} if data["deviation"] else None
        verb(
            who, by=actor(request), reasons=form.reasons, scope=data["scope"],
            sop=data["sop"] if data["scope"] == "sop" else None,
            from_on=data["from_on"], cause=cause,
        )  # fmt: skip
        return _("Recorded. It holds from %(day)s.") % {"day": daydate(data["from_on"])}

    return _act(request, who, form, decide, title=title, button=button)


def _restore(request: HttpRequest, who: Person) -> HttpResponse:
    restrictions = _open_restrictions(who)
    form = RestoreForm(request.POST or None, restrictions=restrictions)

    def decide(form: RestoreForm) -> str:
        restriction = form.chosen
        restore(
            who,
            by=actor(request),
            reasons=form.reasons,
            scope=restriction.scope,
            sop=restriction.sop,
            from_on=form.cleaned_data["from_on"],
        )
        return _("Recorded. It holds from %(day)s.") % {"day": daydate(form.cleaned_data["from_on"])}

    empty = "" if restrictions else _("Nothing is suspended or disqualified here.")
    return _act(request, who, form, decide, title=_("Restore"), button=_("Restore"), empty=empty)


@needs(May.CONFIRM_QUALIFICATION)
def audit_person_confirm(request: HttpRequest, id: int) -> HttpResponse:
    """QA confirms by signature that the person is qualified for a version; what is missing is listed (R-15, R-17)."""
    who, today = get_object_or_404(Person, pk=id), clock.today()
    releases = (
        Release.objects.select_related("sop", "version")
        .defer("version__content", "version__changes")
        .order_by("sop__number", "-number")
    )
    chosen = releases.filter(sop__number=request.GET.get("sop", ""), effective_on__lte=today).first()
    form = ConfirmForm(request.POST or None, signer=actor(request), releases=releases, initial={"release": chosen})

    def decide(form: ConfirmForm) -> str:
        data = form.cleaned_data
        version = data["release"].version
        made = confirm_qualification(
            who,
            version,
            by=actor(request),
            proof=form.proof(what=str(version)),
            qualified_from=data["qualified_from"],
            valid_to=data["valid_to"],
        )
        return _("Confirmed for %(version)s until %(day)s.") % {
            "version": data["release"],
            "day": daydate(made.valid_to),
        }

    title, button, meaning = _("Confirm a qualification"), _("Sign and confirm"), Meaning.QUALIFICATION.label
    found = explain(who, chosen.sop) if chosen else None
    cell = {"found": found, "state": shown_state(found.answer), "may_read_people": True} if found else None
    return _act(
        request, who, form, decide, title=title, button=button, meaning=meaning, cell=cell, asked=asked_day(request)
    )


def _act(request: HttpRequest, who: Person, form: Any, decide: Any, **words: Any) -> HttpResponse:
    """Performs one act; a refusal is shown at its field, and everything typed is kept."""
    status = 400 if form.is_bound else 200
    if form.is_valid():
        try:
            messages.success(request, decide(form))
            return redirect("audit_person", who.pk)
        except Refused as refused:
            form.add_error(_field(form, refused.field), str(refused))
            status = refused.status
    return render(request, "inspection/person_act.html", {"person": who, "form": form, **words}, status=status)


def _field(form: forms.Form, name: str) -> str | None:
    name = "reason_vi" if name == "reasons" and isinstance(form, ReasonsForm) else name
    return name if name in form.fields else None


def _open_restrictions(who: Person) -> list[Restriction]:
    """The latest open decision of each scope."""
    found: dict[tuple[str, int | None], Restriction] = {}
    for event in Restriction.objects.filter(person=who).select_related("sop").order_by("from_on", "pk"):
        if event.kind == RestrictionKind.LIFTED:
            found.pop((event.scope, event.sop_id), None)
        else:
            found[event.scope, event.sop_id] = event
    return list(found.values())
