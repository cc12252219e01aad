"""Scans of external documents: permitted types and size."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused

MAX_BYTES = 5 * 1024 * 1024
_KINDS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def check_scan(data: bytes) -> str:
    """Returns the file extension that the first bytes prove.

    Refuses everything but PDF, JPEG and PNG, whatever the file name, and files over 5 MB.
    """
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than %(n)d MB.") % {"n": MAX_BYTES // 1024 // 1024}, field="scan")
    for start, extension in _KINDS.items():
        if data.startswith(start):
            return extension
    raise Refused(_("A scan is a PDF, JPEG or PNG file."), field="scan")
