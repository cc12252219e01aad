"""Decorators of views: who is admitted at all. Policies decide what may be done inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from staff.models import User
from staff.permissions import May, require

View = Callable[..., HttpResponseBase]


def asks_in_json(request: HttpRequest) -> bool:
    """Whether one of our scripts made the request and expects JSON."""
    return request.headers.get("Accept", "").startswith("application/json")


def _after_log_in(view: View) -> View:
    """Requires log-in first.

    A user whose session ended while writing is informed and gets the text back: a page in answer to a form never
    looks like success.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if asks_in_json(request):
            return JsonResponse(
                {"why": _("You have been logged out. What you typed is kept on this device: load the page again.")},
                status=401,
            )
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        back = request.headers.get("Referer", "")
        known = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        log_in = f"{reverse('account_login')}?{urlencode({'next': back if known else reverse('home')})}"
        typed = [
            value
            for name, values in request.POST.lists()
            if "password" not in name
            for value in values
            if len(value.split()) > 1
        ]
        return render(request, "staff/logged_out.html", {"log_in": log_in, "typed": typed}, status=401)

    return guarded


def needs(what: May) -> Callable[[View], View]:
    """Requires log-in, then a role that allows `what`; else a 403 with a sentence."""

    def decorate(view: View) -> View:
        @_after_log_in
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, what)
            return view(request, *args, **kwargs)

        guarded.needs = what  # type: ignore[attr-defined]  # read by the permission table test
        return guarded

    return decorate


def actor(request: HttpRequest) -> User:
    """Returns the account of a request that a decorator has admitted."""
    assert isinstance(request.user, User)
    return request.user


def open_to_public(view: View) -> View:
    """Marks a view that needs no log-in, so that the permission table test knows it is meant."""
    view.is_public = True  # type: ignore[attr-defined]  # read by the permission table test
    return view


def for_every_account(view: View) -> View:
    """Admits any account that is logged in."""
    guarded = _after_log_in(view)
    guarded.needs = None  # type: ignore[attr-defined]  # read by the permission table test
    return guarded
