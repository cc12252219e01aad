"""The site's addresses and one view that does nothing: the floor of every page, behind the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import handler400, urlpatterns

__all__ = ["handler400", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bench/empty/", empty), *urlpatterns]
