"""A Word file is uploaded, previewed, then accepted as a draft or discarded. An upload changes no document (domain (b);
R-28).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict, Refused
from core.text import nfc
from sops.document.content import segments, source_language
from sops.domain.drafts import create_sop, save_draft
from sops.domain.pictures import store_picture
from sops.importing.revising import Revised
from sops.importing.sources import (
    busy_editors,
    draft_hash,
    is_handmade,
    last_hand,
    next_draft,
    present_draft,
    reading_hash,
    with_ids,
)
from sops.models import Sop, WordSource, WordUpload
from sops.numbering import stage_of
from sops.policies import check_can_accept, check_can_draft, check_can_import, check_can_take_upload
from sops.queries import draft_content
from sops.word import WordImport, WordRefused, read_docx
from sops.word.read import READINGS
from staff.models import Person, User
from staff.numbering import NUMBER
from staff.permissions import Actor

ACCEPT, REJECT = READINGS


def stage_upload(data: bytes, filename: str, *, by: Actor, at: dt.datetime | None = None) -> WordUpload:
    """Reads a Word file and keeps it for preview. The same file uploaded again by the same person returns the waiting
    upload.

    Raises WordRefused with one sentence for a file that may not be read or exceeds the size limit; nothing of it is
    kept.
    """
    check_can_draft(by)
    limit = settings.WORD_UPLOAD_BYTES
    if len(data) > limit:
        raise WordRefused(_("The file is larger than %(count)s MB.") % {"count": limit // 1024**2}, field="file")
    filename = nfc(PurePath(filename.replace("\\", "/")).name)[:255] or "?.docx"
    person, key, read = _person(by), sha256(data), _read(data, filename)
    with transaction.atomic():
        waiting = (
            WordUpload.objects.filter(by=person, sha256=key, filename=filename, accepted_at=None).first()
            if person
            else None
        )
        if waiting:
            _keep_reading(waiting, read)
            return waiting
        first = read[ACCEPT]
        upload = WordUpload.objects.create(
            filename=filename, sha256=key, data=data, size=len(data), title=first["content"]["title"][:500],
            readings=canonical(read),
            by=person, at=at or clock.now(),
        )  # fmt: skip
        record(
            "word_staged",
            upload,
            by=by,
            at=at,
            new={"filename": filename, "sha256": key, "losses": len(first["losses"])},
        )
    return upload


def accept_upload(
    upload: WordUpload,
    *,
    number: str,
    by: Actor,
    tracked: str = "",
    losses_read: bool = False,
    new: bool | None = None,
    stage: str = "",
    titles: Mapping[str, str] | None = None,
    products: Iterable[str] = (),
    languages: Iterable[str] = ("ja", "vi"),
    source: Mapping[str, str] | None = None,
    seen: str | None = None,
    draft_seen: str | None = None,
    replace: bool = False,
    at: dt.datetime | None = None,
) -> WordSource:
    """Turns the upload into the first draft of a new document, or the next draft of an existing one, with pictures and
    evidence.

    `tracked` decides the tracked changes left open in the file; `losses_read` confirms that the person read the
    report. `new`: whether the number must be new (True), must exist (False), or either (None). `stage`, `titles`,
    `products`, `languages`, `source` are for a new number. `seen` and `draft_seen` are hashes (`reading_hash`,
    `sops.importing.sources.draft_hash`) of what was shown: anything else is a Conflict. `replace` confirms that
    manual edits of the present draft are overwritten. Raises Refused, naming the field; nothing was written then.
    """
    at = at or clock.now()
    check_can_take_upload(upload, by=by)
    read = read_docx(bytes(upload.data), upload.filename, tracked=tracked if tracked in READINGS else ACCEPT)
    check_can_accept(read, tracked=tracked, losses_read=losses_read)
    if seen is not None and seen != reading_hash(read.as_dict()):
        _keep_reading(upload, _read(bytes(upload.data), upload.filename))
        raise Conflict(_("What was shown is no longer what the file gives. Load the page again."))
    number = nfc(number).strip().upper()
    try:
        with transaction.atomic():
            upload = _waiting(upload, by)
            sop = Sop.objects.select_for_update().filter(number=number).first()
            if sop is None or new:
                if new is False:
                    raise Refused(_("There is no SOP %(number)s.") % {"number": number}, field="number")
                sop = create_sop(
                    number=number, titles={**(titles or {}), source_language(read.content): read.content["title"]},
                    stage=_stage(number, stage), products=products, source=_source(read, source or {}),
                    languages=languages, by=by, at=at,
                )  # fmt: skip
                revised = next_draft(None, read.content, day=clock.site_date(at))
            else:
                revised = _next_draft(sop, read, draft_seen, replace, by, at)
            for data, _mime in read.images.values():
                store_picture(data, at=at)
            save_draft(sop, revised.content, by=by, at=at, reason=upload.filename)
            return _keep(upload, sop, read, revised, by, at)
    except IntegrityError as twice:
        raise Conflict(_("Somebody else did this a moment ago. Load the page again.")) from twice


@transaction.atomic
def discard_upload(upload: WordUpload, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Discards an upload; the audit trail keeps its name and hash. Raises Conflict once it was accepted."""
    upload = _waiting(upload, by)
    told = {"filename": upload.filename, "sha256": upload.sha256}
    key = str(upload.pk)
    upload.delete()
    record(
        "word_discarded",
        by=by,
        at=at,
        old=told,
        object_type=WordUpload._meta.label,
        object_id=key,
        object_name=upload.filename,
    )


def _read(data: bytes, filename: str) -> dict[str, dict[str, Any]]:
    """Returns one reading of the file per treatment of its open tracked changes; a single one if it has none."""
    found = {ACCEPT: read_docx(data, filename, tracked=ACCEPT)}
    if found[ACCEPT].tracked:
        found[REJECT] = read_docx(data, filename, tracked=REJECT)
    return {name: read.as_dict() for name, read in found.items()}


def _keep_reading(upload: WordUpload, read: dict[str, dict[str, Any]]) -> None:
    """Stores the reading of the present importer, which may have been updated since the file was uploaded."""
    upload.readings = canonical(read)
    WordUpload.objects.filter(pk=upload.pk, accepted_at=None).update(readings=upload.readings)


def _waiting(upload: WordUpload, by: Actor) -> WordUpload:
    """Returns the upload as it is now, locked, if `by` may still take it."""
    found = WordUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if found is None:
        raise Conflict(_("This file is no longer here. Upload it again."))
    check_can_take_upload(found, by=by)
    return found


def _source(read: WordImport, chosen: Mapping[str, str]) -> dict[str, str]:
    """Returns what is stored about the sending unit's document besides its number, cut to the column widths; the report
    holds the full header.
    """
    told = {**read.content["source"], **chosen}
    return {"organisation": told["organisation"][:255], "number": told["number"][:64], "language": told["language"]}


def _next_draft(
    sop: Sop, read: WordImport, draft_seen: str | None, replace: bool, by: Actor, at: dt.datetime
) -> Revised:
    check_can_import(sop, by=by)
    if source_language(read.content) != sop.source_language:
        raise Refused(
            _("The file is written in another language than %(number)s.") % {"number": sop.number}, field="number"
        )
    draft = present_draft(sop)
    if draft_seen is not None and draft_seen != draft_hash(draft):
        raise Conflict(_("The draft was changed while you looked at the file. Load the page again."))
    revised = next_draft(sop, read.content, day=clock.site_date(at))
    if (
        draft
        and draft_hash(draft) == draft_hash(revised.content)
        and draft["source"]["version"] == revised.content["source"]["version"]
    ):
        raise Conflict(
            _("The draft of %(number)s says what the file says. Nothing was written.") % {"number": sop.number}
        )
    if not replace:
        _refuse_lost_work(sop, draft, at)
    return revised


def _refuse_lost_work(sop: Sop, draft: Mapping[str, Any] | None, at: dt.datetime) -> None:
    if busy := busy_editors(sop, at=at):
        raise Refused(_("%(names)s is editing the draft at this moment.") % {"names": ", ".join(busy)}, field="replace")
    if is_handmade(sop, draft):
        name, when = last_hand(sop)
        raise Refused(
            _(
                "The draft holds edits that were never submitted, last saved by %(name)s on %(day)s. "
                "They would be replaced."
            )
            % {"name": name, "day": clock.site_date(when).isoformat()},
            field="replace",
        )


def _stage(number: str, chosen: str) -> str:
    named = stage_of(number)
    if chosen and named and chosen != named:
        raise Refused(
            _("The number says %(named)s, the stage %(chosen)s.") % {"named": named, "chosen": chosen}, field="stage"
        )
    if not chosen and not named and NUMBER.fullmatch(number):
        raise Refused(_("The number does not tell the stage: choose it."), field="stage")
    return chosen or named


def _keep(upload: WordUpload, sop: Sop, read: WordImport, revised: Revised, by: Actor, at: dt.datetime) -> WordSource:
    told = with_ids(read.as_dict(), revised)
    report = canonical(
        {name: told[name] for name in ("header", "losses", "tracked", "reading")}
        | {
            "content": {name: read.content[name] for name in ("title", "source")},
            "texts": len(segments(revised.content)),
            "kept": revised.kept,
            "left": [row.as_dict() for row in revised.left],
        }
    )
    source = WordSource.objects.create(
        upload=upload, sop=sop, filename=upload.filename, sha256=upload.sha256, data=bytes(upload.data), report=report,
        draft_sha256=draft_hash(draft_content(sop)), accepted_by=_person(by), accepted_at=at,
    )  # fmt: skip
    upload.accepted_at, upload.sop_number, upload.data, upload.readings = at, sop.number, b"", "{}"
    upload.save(update_fields=["accepted_at", "sop_number", "data", "readings"])
    record(
        "word_accepted", source, by=by, at=at,
        new={
            "sop": sop.number, "filename": source.filename, "sha256": source.sha256, "draft": source.draft_sha256,
            "report": sha256(report),
            "losses": len(read.losses), "reading": read.reading if read.tracked else "",
        },
    )  # fmt: skip
    return source


def _person(by: Actor) -> Person | None:
    return by.person if isinstance(by, User) else None
