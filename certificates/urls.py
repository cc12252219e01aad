"""URLs of certificates and hours."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from certificates.views import certificate, claim, issue, register

urlpatterns: list[URLPattern | URLResolver] = [
    path("certificates/", issue.certificate_list, name="certificate_list"),
    path("certificates/issue/", issue.certificate_batch, name="certificate_batch"),
    path("certificates/issue/course/<int:id>/", issue.certificate_issue, name="certificate_issue"),
    path("certificates/issue/competence/<int:id>/", issue.competence_issue, name="competence_issue"),
    path("certificates/<int:id>/", certificate.certificate, name="certificate"),
    path("certificates/<int:id>/pdf/", certificate.certificate_pdf, name="certificate_pdf"),
    path("certificates/<int:id>/revoke/", certificate.certificate_revoke, name="certificate_revoke"),
    path("certificates/<int:id>/supersede/", certificate.certificate_supersede, name="certificate_supersede"),
    path("me/hours/add/", claim.claim_add, name="claim_add"),
    path("cme/register/", register.cme_register, name="cme_register"),
    re_path(r"^cme/register\.(?P<format>csv|xlsx)$", register.cme_register_export, name="cme_register_export"),
    path("cme/claims/<int:id>/", register.claim_decide, name="claim_decide"),
    path("cme/claims/<int:id>/scan/", register.claim_scan, name="claim_scan"),
]
