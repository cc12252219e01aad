"""Decorators that stand in front of views: who is let in at all. What may be done inside is the policies' matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from staff.models import User
from staff.permissions import May, require

View = Callable[..., HttpResponseBase]


def needs(what: May) -> Callable[[View], View]:
    """Log-in first; then the role must allow `what`, else a 403 with a sentence."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, what)  # type: ignore[arg-type]  # our user model
            return view(request, *args, **kwargs)

        guarded.needs = what  # type: ignore[attr-defined]  # read by the permission table test
        return guarded

    return decorate


def actor(request: HttpRequest) -> User:
    """The account behind a request that a door has let in."""
    assert isinstance(request.user, User)
    return request.user


def open_to_public(view: View) -> View:
    """Marks a view that needs no log-in, so that the permission table test knows it is meant."""
    view.is_public = True  # type: ignore[attr-defined]  # read by the permission table test
    return view


def for_every_account(view: View) -> View:
    """Any account that is logged in."""
    guarded = login_required(view)
    guarded.needs = None  # type: ignore[attr-defined]  # read by the permission table test
    return guarded
