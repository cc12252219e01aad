from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.trail import witnessed


class Witness:
    """Records for every audit event of a request its address, path and user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        # The user is looked at only when a line is written: an anonymous page costs no query for it.
        with witnessed(source=f"{request.META.get('REMOTE_ADDR', '')} {request.method} {request.path}", actor=user):
            return self.get_response(request)
