"""Pictures of lessons and the editor's own files, wherever the storage keeps them; for accounts only,
like the lessons they belong to.
"""

from __future__ import annotations

import mimetypes
import posixpath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest

from staff.views.access import for_every_account

SHOWN = {
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "image/avif",
}  # anything else is saved, never opened in the page


RECORDS = ("cme/",)  # evidence about people: it has a door of its own, with its own policy (certificates.claim_scan)


@for_every_account
def media(request: HttpRequest, path: str) -> FileResponse:
    """The file at `path`. 404 for anything that is no file of the storage, and for records about people."""
    if posixpath.normpath(path).startswith(RECORDS):
        raise Http404
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    shown = kind in SHOWN
    response = FileResponse(file, content_type=kind if shown else "application/octet-stream", as_attachment=not shown)
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response
