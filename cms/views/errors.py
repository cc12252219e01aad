"""Requests that were refused before any view saw them."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.errors import NotAllowed

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 with the sentence about size where that was the reason, else 400. Neither page needs the database."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not belong to this browser's session: as a rule the page was open for too long.

    `reason` is logged by Django.
    """
    refusal = NotAllowed(_("This page has been open for too long. Go back, load it again and repeat the act."))
    return render(request, "refused.html", {"refusal": refusal}, status=refusal.status)
