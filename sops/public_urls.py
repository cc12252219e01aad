"""URLs without log-in."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from sops.views import printed

urlpatterns: list[URLPattern | URLResolver] = [
    path("c/<slug:token>/", printed.copy_check, name="copy_check"),
]
