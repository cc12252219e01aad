"""Pictures of documents, by the hash of their bytes: they never change, so the browser may cache them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from sops.models import Picture
from staff.permissions import May
from staff.views.access import needs


@needs(May.READ_SOPS)
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """Returns the bytes of a picture."""
    found = get_object_or_404(Picture, sha256=key)
    response = HttpResponse(bytes(found.data), content_type=found.mime)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
