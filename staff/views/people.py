"""People, their roles and access, for the administrator; every act is a domain function with an audit event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.text import fold, name_key
from staff.domain import people
from staff.forms import AppointmentForm, AssignmentForm, EndForm, GrantForm, PersonForm
from staff.models import AccessGrant, Assignment, Person
from staff.permissions import MATRIX, May
from staff.views.access import actor, needs

PER_PAGE = 50


@needs(May.MANAGE_PEOPLE)
def people_list(request: HttpRequest) -> HttpResponse:
    """Lists all people in Vietnamese order; `?q=` finds names without diacritics too."""
    wanted = fold(request.GET.get("q", ""))
    today = clock.today()
    rows = Person.objects.select_related("unit", "user").prefetch_related(
        Prefetch("grants", AccessGrant.objects.on(today)),
        Prefetch("assignments", Assignment.objects.on(today).select_related("job_role")),
    )
    found = sorted(
        (p for p in rows if wanted in fold(f"{p.full_name} {p.kanji_name}")), key=lambda p: name_key(p.full_name)
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/people.html", {"page": page, "q": request.GET.get("q", "")})


@needs(May.MANAGE_PEOPLE)
def person_add(request: HttpRequest) -> HttpResponse:
    """Adds a person, and an account when an address is given; both or none."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        email, language = data.pop("email"), data.pop("language")
        try:
            with transaction.atomic():
                person = people.add_person(by=actor(request), **data)
                if email:
                    people.open_account(person, email=email, language=language, by=actor(request))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("%(name)s is on record.") % {"name": person.full_name})
            return redirect("person", person.pk)
    return render(request, "staff/person_add.html", {"form": form}, status=400 if form.is_bound else 200)


@needs(May.MANAGE_PEOPLE)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Shows one person: job roles, duties, access; each with dates."""
    who = get_object_or_404(Person.objects.select_related("unit"), pk=person_id)
    return _person_page(request, who)


ACTS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "assign": (AssignmentForm, people.assign),
    "appoint": (AppointmentForm, people.appoint),
    "grant": (GrantForm, people.grant_access),
    "leave": (EndForm, people.leave),
}
SUBJECT = {"assign": "job_role", "appoint": "duty", "grant": "role"}


@needs(May.MANAGE_PEOPLE)
def person_act(request: HttpRequest, person_id: int, act: str) -> HttpResponse:
    """Assigns, appoints, grants access, records leaving. A refusal returns to the page with the input kept."""
    who = get_object_or_404(Person.objects.select_related("unit"), pk=person_id)
    form_class, verb = ACTS[act]
    form = form_class(request.POST or None, prefix=act)
    if form.is_valid():
        data = dict(form.cleaned_data)
        subject = [data.pop(SUBJECT[act])] if act in SUBJECT else []
        try:
            verb(who, *subject, by=actor(request), **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("person", who.pk)
    return _person_page(request, who, {act: form})


@needs(May.MANAGE_PEOPLE)
def access_matrix(request: HttpRequest) -> HttpResponse:
    """Shows which role may do what: the table of staff.permissions."""
    from staff.enums import AccessRole

    roles = [(role, AccessRole(role).label) for role in MATRIX]
    rows = [(what, [what in MATRIX[role] for role, _label in roles]) for what in May]
    return render(request, "staff/access_matrix.html", {"roles": roles, "rows": rows})


def _person_page(request: HttpRequest, who: Person, bound: dict[str, forms.Form] | None = None) -> HttpResponse:
    forms_shown = {act: (bound or {}).get(act) or form_class(prefix=act) for act, (form_class, _verb) in ACTS.items()}
    context = {
        "person": who,
        "assignments": who.assignments.select_related("job_role"),
        "duties": who.duties.select_related("duty"),
        "grants": who.grants.all(),
        "forms": forms_shown,
        "today": clock.today(),
    }
    return render(request, "staff/person.html", context, status=400 if bound else 200)
