"""What every answer has in common: a refusal is a page with a sentence, and the browser loads nothing from strangers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.errors import Refused

Next = Callable[[HttpRequest], HttpResponse]


class RefusalPage:
    """Turns a `Refused` no view has caught into a page (or JSON under /api/) with its sentence and its 4xx status."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(exception)}, status=exception.status)
        return render(request, "refused.html", {"refusal": exception}, status=exception.status)


class ContentSecurity:
    """Content-Security-Policy. Wagtail's admin needs inline script; our own pages do not get it."""

    SHARED = "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'self'; form-action 'self'; object-src 'none'; "
    OWN = SHARED + "style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'"
    ADMIN = SHARED + "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; base-uri 'self'"

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.ADMIN if request.path.startswith("/admin/") else self.OWN
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
