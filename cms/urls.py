"""Every address of the site.

Languages stand in front: /vi/ (default), /en/, /ja/; public checks and log-in have none.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import health, media, theme

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("theme/", theme.choose, name="theme"),
    # An address is entered by the administrator and identifies the account: allauth's pages for changing it are
    # shut.
    path("accounts/email/", RedirectView.as_view(pattern_name="account_change_password")),
    path("accounts/confirm-email/", RedirectView.as_view(pattern_name="account_login")),
    path("accounts/", include("allauth.urls")),
    # Wagtail's own doors would let an account in past the second factor: they lead to allauth's.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("media/<path:path>", media.media, name="media"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("certificates.public_urls")),
    path("", include("sops.public_urls")),
]

urlpatterns += i18n_patterns(
    path("", include("staff.urls")),
    path("", include("sops.urls")),
    path("", include("courses.desk_urls")),
    path("", include("courses.urls")),
    path("", include("qualification.urls")),
    path("", include("certificates.urls")),
    path("", include("transfer.urls")),
    path("", include("inspection.urls")),
    path("", include("cms.site_urls")),
    prefix_default_language=True,
)

handler400 = "cms.views.errors.bad_request"
