"""Light, dark, or as the device has it: kept in a cookie, so that it works before log-in and without script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cms.context import THEMES
from staff.views.access import open_to_public

A_YEAR = 365 * 24 * 3600


@open_to_public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the colours and go back to where the reader was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
