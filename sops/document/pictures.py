"""Kind and size of a picture from its bytes, without the database, or why it cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.apps import apps
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from core.errors import Refused

MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MAX_PIXELS = 40_000_000
MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class PictureFacts:
    """Kind and size in pixels."""

    mime: str
    width: int
    height: int


def picture_facts(data: bytes) -> PictureFacts:
    """Returns kind and size of a picture.

    Raises Refused for bytes that are not PNG, JPEG, GIF or WebP, or exceed the size limit.
    """
    if len(data) > MAX_BYTES:
        raise Refused(_("The picture is larger than 10 MB."), field="image")
    try:
        with Image.open(BytesIO(data)) as picture:
            width, height, kind = picture.width, picture.height, picture.format or ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as broken:
        raise Refused(_("This is not a picture that can be shown."), field="image") from broken
    if kind not in MIMES or width * height > MAX_PIXELS:
        raise Refused(_("This is not a picture that can be shown."), field="image")
    return PictureFacts(MIMES[kind], width, height)


def is_stored(key: str) -> bool:
    """Whether a picture with this hash is stored.

    The model is looked up by name: the blocks of a page cannot import the models that contain them.
    """
    return apps.get_model("sops", "Picture")._default_manager.filter(sha256=key).exists()
