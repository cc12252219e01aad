"""Public URLs, without a language prefix: printed addresses must be short."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from certificates.views import verify

urlpatterns: list[URLPattern | URLResolver] = [
    path("verify/", verify.verify, name="verify"),
    path("verify/ca.crt", verify.authority, name="verify_authority"),
    re_path(r"^verify/(?P<code>[^/]{1,100})\.json$", verify.verify_json, name="verify_json"),
    path("verify/<str:code>/", verify.verify_code, name="verify_code"),
]
