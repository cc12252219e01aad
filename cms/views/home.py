"""The first page: for strangers what this is, for people what waits for them today."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms.today import Viewer, lay_out, tasks_of
from cms.today.lead import duration, lead
from cms.today.oversight import entries
from cms.today.side import side_of
from courses.models import CoursePage
from sops.enums import Stage
from staff.models import User
from staff.permissions import May
from staff.views.access import open_to_public

# The agreement on the transfer, and the report of it in Sức khỏe & Đời sống.
SIGNED_ON, REPORTED_ON = dt.date(2026, 1, 26), dt.date(2026, 1, 27)
CHAIN = (Stage.ISO, Stage.CUL, Stage.QC, Stage.CRY, Stage.STO)


@open_to_public
def home(request: HttpRequest) -> HttpResponse:
    """`/vi/`: the landing page, or *today* when logged in."""
    return _today(request, request.user) if isinstance(request.user, User) else _landing(request)


def _landing(request: HttpRequest) -> HttpResponse:
    stages = [{"label": stage.label, "done": True} for stage in CHAIN]
    context = {
        "stages": stages,
        "courses": CoursePage.objects.live().count(),
        "signed_on": SIGNED_ON,
        "reported_on": REPORTED_ON,
    }
    return render(request, "home/landing.html", context)


def _today(request: HttpRequest, user: User) -> HttpResponse:
    viewer = Viewer(user)
    spine = lay_out(tasks_of(viewer), viewer.day)
    visits = not viewer.learns and viewer.may(May.READ_TRAIL)
    context = {
        "day": viewer.day,
        "spine": spine,
        "todo": sum(spine.counts.values()),
        "lead": lead(spine),
        "duration": duration(spine.minutes) if spine.minutes else "",
        "who": user.person.daily_address if user.person and get_language() == "vi" else "",
        "entries": entries(viewer) if visits else [],
        "has_role": bool(user.roles),
        "side": side_of(viewer),
        "courses": viewer.courses,
    }
    return render(request, "home/today.html", context)
