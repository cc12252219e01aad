"""Addresses of inspection: one's own record; for the auditor the matrix, people, the trail, packs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from inspection.views import matrix, me, packs, person, proof, trail

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me.me, name="me"),
    path("me/proof/<str:number>/", proof.my_proof, name="my_proof"),
    path("audit/matrix/", matrix.audit_matrix, name="audit_matrix"),
    re_path(r"^audit/matrix\.(?P<format>csv|pdf)$", matrix.audit_matrix_export, name="audit_matrix_export"),
    path("audit/people/<int:id>/", person.audit_person, name="audit_person"),
    path("audit/people/<int:id>/confirm/", person.audit_person_confirm, name="audit_person_confirm"),
    re_path(
        r"^audit/people/(?P<id>\d+)/(?P<decision>suspend|disqualify|restore)/$",
        person.audit_person_restrict,
        name="audit_person_restrict",
    ),
    path("audit/trail/", trail.audit_trail, name="audit_trail"),
    re_path(r"^audit/trail\.(?P<format>csv|json)$", trail.audit_trail_export, name="audit_trail_export"),
    path("audit/trail/verify/", trail.audit_trail_verify, name="audit_trail_verify"),
    path("audit/trail/review/", trail.audit_trail_review, name="audit_trail_review"),
    path("audit/verify.py", trail.audit_verifier, name="audit_verifier"),
    path("audit/packs/", packs.audit_packs, name="audit_packs"),
    path("audit/packs/check/", packs.audit_pack_check, name="audit_pack_check"),
]
