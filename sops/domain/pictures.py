"""Pictures of SOPs: kept once, by the hash of their bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from core import clock
from core.canonical import sha256
from core.errors import Refused
from sops.models import Picture

MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MAX_PIXELS = 40_000_000
MAX_BYTES = 10 * 1024 * 1024


def store_picture(data: bytes, *, at: dt.datetime | None = None) -> str:
    """Keep a picture and return its key, the hash of its bytes; the same bytes are kept once.

    Raises Refused for bytes that are no PNG, JPEG, GIF or WebP, or are too large to show.
    """
    key = sha256(data)
    if Picture.objects.filter(sha256=key).exists():
        return key
    if len(data) > MAX_BYTES:
        raise Refused(_("The picture is larger than 10 MB."), field="image")
    try:
        with Image.open(BytesIO(data)) as picture:
            width, height, kind = picture.width, picture.height, picture.format or ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as broken:
        raise Refused(_("This is not a picture that can be shown."), field="image") from broken
    if kind not in MIMES or width * height > MAX_PIXELS:
        raise Refused(_("This is not a picture that can be shown."), field="image")
    Picture.objects.get_or_create(
        sha256=key,
        defaults={"mime": MIMES[kind], "width": width, "height": height, "data": data, "stored_at": at or clock.now()},
    )
    return key


def is_stored(key: str) -> bool:
    return Picture.objects.filter(sha256=key).exists()


def store_upload(image: Any) -> str:
    """Keep the bytes of a picture of Wagtail's library."""
    with image.file.open("rb") as file:
        return store_picture(file.read())
