"""The home page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cms.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
]
