"""Queries of a Word file and the document it revises: the previous content, and whether a draft contains
manual work.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from core.canonical import digest, sha256
from sops.document.content import in_language
from sops.document.stream import normal, page_content
from sops.importing.revising import Revised, revise
from sops.models import Sop, SopPage, SopVersion, WordSource, WordUpload
from sops.releasing.candidates import base_of

BUSY = dt.timedelta(minutes=1)  # the editor reports every few seconds that it is open


def draft_hash(content: Mapping[str, Any] | None) -> str:
    """Returns SHA-256 of a source content, title and blocks; empty for no draft."""
    return digest({name: content[name] for name in ("title", "blocks")}) if content else ""


def present_draft(sop: Sop) -> dict[str, Any] | None:
    """Returns the newest draft as it is, unfinished or not; None where there is none, or it is empty."""
    page = SopPage.objects.filter(sop=sop).first()
    content = page_content(page.get_latest_revision_as_object()) if page else None
    return content if content and content["blocks"] else None


def base_content(sop: Sop, day: dt.date) -> tuple[SopVersion | None, dict[str, Any] | None]:
    """Returns the version with which a new draft is compared, and its content in the source language."""
    base = base_of(sop, day)
    version = SopVersion.objects.select_related("release").get(pk=base.pk) if base else None
    return version, in_language(version.document, sop.source_language) if version else None


def is_handmade(sop: Sop, draft: Mapping[str, Any] | None) -> bool:
    """Whether the draft contains work that is neither in the last version nor in an accepted file: it would be lost if
    replaced.
    """
    if draft is None or WordSource.objects.filter(sop=sop, draft_sha256=draft_hash(draft)).exists():
        return False
    last = SopVersion.objects.filter(sop=sop).order_by("-pk").first()
    return last is None or draft_hash(in_language(last.document, sop.source_language)) != draft_hash(draft)


def last_hand(sop: Sop) -> tuple[str, dt.datetime]:
    """Returns who saved the newest draft, and when."""
    revision = SopPage.objects.get(sop=sop).get_latest_revision()
    return str(revision.user or "–"), revision.created_at


def busy_editors(sop: Sop, *, at: dt.datetime) -> list[str]:
    """Returns the accounts that have unsaved edits of the draft open in the editor at this moment."""
    page = SopPage.objects.filter(sop=sop).first()
    if page is None:
        return []
    rows = EditingSession.objects.filter(
        content_type__in=ContentType.objects.get_for_models(Page, SopPage).values(),
        object_id=str(page.pk),
        is_editing=True,
    )
    return sorted({str(row.user) for row in rows.filter(last_seen_at__gte=at - BUSY).select_related("user__person")})


def next_draft(sop: Sop | None, content: Mapping[str, Any], *, day: dt.date) -> Revised:
    """Returns `content`, read from a file, as the next draft of `sop`: ids kept from the version in force and from the
    present draft.
    """
    earlier = (base_content(sop, day)[1], present_draft(sop)) if sop else ()
    fitting = normal(content)
    fitting["source"]["version"] = fitting["source"]["version"][:64]
    return revise(fitting, *(before for before in earlier if before))


def reading_hash(read: Mapping[str, Any]) -> str:
    """Returns SHA-256 of the displayed part of a reading (`WordImport.as_dict()`): text, losses, open changes."""
    return digest({name: read[name] for name in ("content", "losses", "tracked", "reading", "unproved")})


def with_ids(read: Mapping[str, Any], revised: Revised) -> dict[str, Any]:
    """Returns a reading whose content, losses and open changes use the block ids of the draft."""
    named = {
        name: [{**row, "block": revised.ids.get(row["block"], row["block"])} for row in read[name]]
        for name in ("losses", "tracked")
    }
    return {**read, **named, "content": revised.content}


def staged_picture(upload: WordUpload, key: str) -> tuple[bytes, str] | None:
    """Returns bytes and type of a picture of an uploaded file, by the hash of its bytes.

    Only entries of exactly its size are unpacked.
    """
    known = next((read["images"][key] for read in upload.read.values() if key in read["images"]), None)
    if known is None:
        return None
    with zipfile.ZipFile(BytesIO(bytes(upload.data))) as archive:
        for entry in archive.infolist():
            if entry.file_size == known["bytes"] and sha256(data := archive.read(entry)) == key:
                return data, known["mime"]
    return None
