"""What bytes of a picture hold."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from core.errors import Refused
from sops.document import pictures
from sops.document.pictures import PictureFacts, picture_facts


def drawn(kind: str, width: int = 4, height: int = 3) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")]
)
def test_kind_and_size_of_a_picture(kind: str, mime: str) -> None:
    assert picture_facts(drawn(kind)) == PictureFacts(mime, 4, 3)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"<svg onload='alert(1)'/>", drawn("BMP"), drawn("TIFF"), drawn("PNG")[:20]],
    ids=["nothing", "text", "svg", "bmp", "tiff", "cut off"],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        picture_facts(data)
    assert refused.value.field == "image"


def test_more_points_than_can_be_shown_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 11)

    assert picture_facts(drawn("PNG", 11, 1)).width == 11
    with pytest.raises(Refused):
        picture_facts(drawn("PNG", 4, 3))


def test_more_bytes_than_may_be_kept_are_refused_unread() -> None:
    with pytest.raises(Refused):
        picture_facts(drawn("PNG") + bytes(pictures.MAX_BYTES))
