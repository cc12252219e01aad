"""Addresses of qualification: one's own proof, planned practice."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from qualification.views import planning, proof

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/proof/<str:number>/", proof.my_proof, name="my_proof"),
    path("practice/plan/", planning.practice_plan, name="practice_plan"),
    path("practice/plan/<int:id>/cancel/", planning.appointment_cancel, name="appointment_cancel"),
]
