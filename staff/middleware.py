from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from audit.trail import record
from staff.enums import AccessRole
from staff.models import User

# Requests sent automatically by a page: they do not count as activity of the user.
PASSIVE = ("/admin/editing-sessions/", "/admin/jsi18n/", "/admin/sprite/", "/static/", "/healthz", "/readyz")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
WRITE_EVERY = 15  # seconds: the session is not written at each request


class IdleLogout:
    """Logs an account out after settings.SESSION_IDLE_SECONDS without a request; users cannot switch it off (R-47)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PASSIVE) and request.session.get("_auth_user_id"):
            now = time.time()
            last = request.session.get("last_act", now)
            if now - last > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - last > WRITE_EVERY or "last_act" not in request.session:
                request.session["last_act"] = now
        elif (
            request.session.get("_auth_user_id")
            and time.time() - request.session.get("last_act", time.time()) > settings.SESSION_IDLE_SECONDS
        ):
            logout(request)
        return self.get_response(request)


class InspectorView:
    """Records everything an inspector opens in the audit trail: every page, search and file, with its full address
    (domain (e)).

    Without the record the page is not shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A page that did not read the account shows what everybody may see.
        user = getattr(request, "_cached_user", None)
        seen = request.method == "GET" and response.status_code == 200 and not request.path.startswith(PASSIVE)
        if seen and isinstance(user, User) and AccessRole.AUDITOR in user.roles:
            address = request.get_full_path()
            record(
                "inspector_view",
                by=user,
                object_type="page",
                object_name=(_title(response) or address)[:255],
                address=address,
            )
        return response


def _title(response: HttpResponse) -> str:
    """Returns the title of the page, empty for a file."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    found = _TITLE.search(response.content.decode(response.charset, "replace"))
    return " ".join(unescape(found[1]).split()).removesuffix(" · Mescells") if found else ""
