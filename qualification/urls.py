"""Addresses of qualification: planned practice."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from qualification.views import planning

urlpatterns: list[URLPattern | URLResolver] = [
    path("practice/plan/", planning.practice_plan, name="practice_plan"),
    path("practice/plan/<int:id>/cancel/", planning.appointment_cancel, name="appointment_cancel"),
]
