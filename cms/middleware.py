"""What every answer has in common: a refusal is a page with a sentence, the browser loads nothing from strangers;
and the editor saves in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, get_language_from_request
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.errors import Refused

Next = Callable[[HttpRequest], HttpResponse]


class RefusalPage:
    """Turns a `Refused` no view has caught into a page (or JSON under /api/) with its sentence and its 4xx status."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuses NUL anywhere: no text holds it, and PostgreSQL takes none."""
        typed = [value for query in (request.GET, request.POST) for _name, values in query.lists() for value in values]
        if any("\x00" in str(value) for value in [request.path, *typed]):
            return self._page(request, Refused(_("There is a sign in it that no text holds.")))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return self._page(request, exception) if isinstance(exception, Refused) else None

    def _page(self, request: HttpRequest, exception: Refused) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(exception)}, status=exception.status)
        return render(request, "refused.html", {"refusal": exception}, status=exception.status)


class RememberedLanguage:
    """The language of the last page holds where an address names none: log-in, editor, account.

    A stranger who was merely led to the language of the browser has chosen none: after log-in that of the account holds
    (`staff.adapter`).
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language, known = get_language_from_path(request.path_info), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if (
            language
            and language != known
            and (known or request.user.is_authenticated or language != get_language_from_request(request))
        ):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax",
            )  # fmt: skip
        return response


class ContentSecurity:
    """Content-Security-Policy. Wagtail's admin needs inline script; our own pages do not get it."""

    SHARED = (
        "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'self'; form-action 'self'; "
        "object-src 'none'; "
    )
    OWN = SHARED + "style-src 'self'; base-uri 'none'"
    ADMIN = (
        SHARED + "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; base-uri 'self'"
    )

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.ADMIN if request.path.startswith("/admin/") else self.OWN
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class EditorSaves:
    """The saves of one page in the editor, one after the other.

    The editor saves by itself. Such a save may still be on its way when "Save" is pressed; side by side both find the
    page as they know it, and the older words can come to stand above the newer ones. In turn, the one that comes late
    finds a newer revision and the editor refuses it.
    """

    PAGE = re.compile(r"/admin/pages/(\d+)/edit/")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = self.PAGE.fullmatch(request.path) if request.method == "POST" else None
        if page is None:
            return self.get_response(request)
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page[1]).values_list("pk").first()
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
