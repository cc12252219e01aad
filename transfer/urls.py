"""Addresses of the technology transfer."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from transfer import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("transfer/", views.transfer, name="transfer"),
    path("transfer/lots/", views.transfer_lots, name="transfer_lots"),
    path("transfer/lots/<int:id>/", views.trial_lot_judge, name="trial_lot_judge"),
]
