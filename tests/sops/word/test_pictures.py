from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.canonical import sha256
from sops.word.pictures import picture
from tests.sops.word import pictures
from tests.sops.word.build import p, r
from tests.sops.word.files import read, told


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
def test_others_are_named(data, fault) -> None:
    assert picture(data) == ("", "", fault)


@given(st.binary(max_size=60), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xff\xff"]))
def test_any_bytes_have_an_answer(rest, start) -> None:
    key, mime, fault = picture(start + rest)

    assert (bool(key), bool(mime)) == (not fault, not fault)


def test_a_picture_in_a_sentence_follows_it() -> None:
    result = read(
        p(r("図のとおり"), pictures.drawing("rP", "流路"), r("組み立てる。")), **pictures.part("rP", pictures.png())
    )

    assert told(result) == ["paragraph 図のとおり組み立てる。", "figure  (流路)"]
    assert [loss.kind for loss in result.losses if loss.kind.startswith("picture")] == [
        "picture_moved",
        "picture_words",
    ]
    assert list(result.images) == [result.content["blocks"][2]["image"]]


def test_the_same_picture_twice_is_kept_once() -> None:
    result = read(pictures.inline("rP"), p("間。"), pictures.inline("rP"), **pictures.part("rP", pictures.png()))

    assert [block["type"] for block in result.content["blocks"][1:]] == ["figure", "paragraph", "figure"]
    assert len(result.images) == 1


def test_a_picture_that_is_missing_in_the_file_is_named() -> None:
    result = read(pictures.inline("rX"), p("文。"))

    assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind == "picture"] == [("picture", "rX?")]
