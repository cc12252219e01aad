"""Pictures of SOPs: kept once, by the hash of their bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from core.canonical import sha256
from core.errors import Refused
from sops.domain.pictures import store_chosen_pictures, store_picture
from sops.models import Picture

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 6, 1, 3, 0, tzinfo=dt.UTC)


def drawn(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 3), colour).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_found_by_the_hash_of_its_bytes() -> None:
    key = store_picture(drawn(), at=AT)
    kept = Picture.objects.get(sha256=key)

    assert key == sha256(drawn())
    assert (bytes(kept.data), kept.mime, kept.width, kept.height, kept.stored_at) == (drawn(), "image/png", 4, 3, AT)


def test_the_same_bytes_are_kept_once() -> None:
    keys = [store_picture(drawn()), store_picture(drawn()), store_picture(drawn("blue"))]

    assert (keys[0] == keys[1], Picture.objects.count()) == (True, 2)


def test_bytes_that_are_no_picture_are_not_kept() -> None:
    with pytest.raises(Refused):
        store_picture(b"<svg/>")
    assert not Picture.objects.exists()


def figure(upload: int | None, image: str = "") -> dict[str, Any]:
    return {"id": "f", "type": "figure", "value": {"upload": upload, "image": image, "caption": "図1"}}


def test_a_picture_chosen_in_the_editor_becomes_its_key() -> None:
    folder = Collection.get_first_root_node() or Collection.add_root(name="Root")
    chosen = get_image_model().objects.create(title="x", file=SimpleUploadedFile("x.png", drawn()), collection=folder)
    blocks = [figure(chosen.pk, "0" * 64), {"id": "p", "type": "paragraph", "value": {"text": "x"}}]

    assert store_chosen_pictures(blocks)
    assert blocks[0]["value"] == {"upload": None, "image": sha256(drawn()), "caption": "図1"}
    assert Picture.objects.count() == 1


def test_a_figure_without_a_choice_is_left_alone() -> None:
    blocks = [figure(None, "a" * 64)]

    assert not store_chosen_pictures(blocks)
    assert blocks == [figure(None, "a" * 64)]
