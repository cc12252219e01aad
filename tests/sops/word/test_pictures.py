"""Formats of pictures."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.canonical import sha256
from sops.word.pictures import picture


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (30, 20), **more) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (encoded("PNG"), "image/png"),
        (encoded("PNG", "RGBA"), "image/png"),
        (encoded("JPEG"), "image/jpeg"),
        (encoded("JPEG", progressive=True), "image/jpeg"),
        (encoded("JPEG", "CMYK"), "image/jpeg"),
        (encoded("JPEG", exif=b"Exif\0\0" + b"x" * 5000), "image/jpeg"),
    ],
)
def test_pictures_of_the_web_are_kept_byte_for_byte(data, mime) -> None:
    assert picture(data) == (sha256(data), mime, "")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (encoded("GIF"), "GIF"),
        (encoded("TIFF"), "TIFF"),
        (encoded("BMP"), "BMP"),
        (encoded("WEBP"), "WEBP"),
        (encoded("JPEG", size=(9_000, 9_000)), "JPEG 81 MP"),
        (encoded("PNG")[:12], "PNG?"),
        (encoded("JPEG")[:20], "JPEG?"),
        (b"", "?"),
        (encoded("PNG") + b"x" * (10 * 1024 * 1024), "> 10 MB"),
    ],
)
def test_other_formats_are_named(data, fault) -> None:
    assert picture(data) == ("", "", fault)


@given(st.binary(max_size=60), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xff\xff"]))
def test_any_bytes_have_an_answer(rest, start) -> None:
    key, mime, fault = picture(start + rest)

    assert (bool(key), bool(mime)) == (not fault, not fault)
