"""Pictures of SOPs, each stored once under the hash of its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from core import clock
from core.canonical import sha256
from sops.document.pictures import picture_facts
from sops.models import Picture


def store_picture(data: bytes, *, at: dt.datetime | None = None) -> str:
    """Stores a picture and returns its key, the hash of its bytes; identical bytes are stored once.

    Raises Refused for bytes that are not PNG, JPEG, GIF or WebP, or exceed the size limit.
    """
    key = sha256(data)
    if Picture.objects.filter(sha256=key).exists():
        return key
    facts = picture_facts(data)
    Picture.objects.get_or_create(
        sha256=key,
        defaults={
            "mime": facts.mime,
            "width": facts.width,
            "height": facts.height,
            "data": data,
            "stored_at": at or clock.now(),
        },
    )
    return key


def store_chosen_pictures(blocks: Iterable[dict[str, Any]]) -> bool:
    """Stores each picture that a figure of a draft takes from Wagtail's library and replaces the choice by its key.

    `blocks` is raw StreamField JSON and is changed in place; returns whether anything was changed. Called while a
    draft is saved, so that a refused form stores nothing. Raises Refused for a picture that cannot be shown.
    """
    changed = False
    for block in blocks:
        if block["type"] == "figure" and (chosen := block["value"].get("upload")):
            image = get_image_model().objects.get(pk=chosen)
            with image.file.open("rb") as file:
                block["value"] |= {"image": store_picture(file.read()), "upload": None}
            changed = True
    return changed
