"""URLs of people, accounts and values."""

from __future__ import annotations

from django.urls import path, re_path

from staff.views import people, profile, values

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("people/", people.people_list, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/access/", people.access_matrix, name="access_matrix"),
    path("people/<int:person_id>/", people.person, name="person"),
    re_path(r"^people/(?P<person_id>\d+)/(?P<act>assign|appoint|grant|leave)/$", people.person_act, name="person_act"),
    path("settings/", values.value_list, name="value_list"),
    path("settings/<slug:key>/", values.value_edit, name="value_edit"),
]
