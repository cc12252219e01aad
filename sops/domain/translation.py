"""Translation, text by text: one person translates, another verifies (R-09; domain (c) 2, 3, 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actor import system
from audit.trail import record
from core import clock
from core.errors import Conflict, Refused
from core.text import nfc
from sops.document.stream import plain
from sops.enums import Origin, TranslationState
from sops.guard.check import Finding, check
from sops.models import SegmentComment, Sop, Translation
from sops.policies import (
    check_can_comment,
    check_can_override,
    check_can_return_segment,
    check_can_translate,
    check_can_verify,
)
from sops.queries import draft_content
from sops.translation.lines import Line, source_lines, target_languages
from staff.models import User

LONGEST = 20_000  # characters of one text
STATES = TranslationState
FILLED = (
    "text", "state", "origin", "critical", "translated_by", "translated_at", "verified_by", "verified_at",
    "override_reason", "override_by", "revision",
)  # fmt: skip


def findings_of(row: Translation) -> list[Finding]:
    """Returns the guard's findings in a translation compared with the source text to which it is bound."""
    return check(row.source_text, row.text, row.sop.source_language, row.language)


@transaction.atomic
def save_translation(
    sop: Sop,
    language: str,
    path: str,
    text: str,
    *,
    by: User,
    source_hash: str = "",
    revision: int | None = None,
    origin: str = Origin.HUMAN,
    at: dt.datetime | None = None,
) -> Translation:
    """Saves `text` as the translation of the text at `path` of the present draft. A changed text loses its
    verification.

    `source_hash`: the source the translator saw; `revision`: the save the translator saw. Raises Conflict if either
    is out of date: nothing is overwritten unseen. Saving an unchanged text is not an act. Raises Refused for an
    unknown path, NotAllowed without the role.
    """
    at = at or clock.now()
    check_can_translate(sop, language, by=by)
    text = plain(text)
    if len(text) > LONGEST:
        raise Refused(_("A text holds at most %(count)s characters.") % {"count": LONGEST}, field="text")
    row = _row(sop, language, path, source_hash)
    if row.text == text:
        return row
    if revision is not None and revision != row.revision:
        raise Conflict(_("Somebody else has saved this text since. Load the page again; your words stay in the field."))
    old = {"text": row.text, "state": row.state}
    row.text = text
    row.state = STATES.TRANSLATED if text else STATES.UNTRANSLATED
    row.origin = origin
    row.translated_by, row.translated_at = by.person, at
    row.verified_by = row.verified_at = row.override_by = None
    row.override_reason = ""
    row.revision += 1
    row.save()
    record(
        "translation_saved",
        row,
        by=by,
        at=at,
        old=old,
        new={"text": text, "state": row.state, "path": row.path},
        source_hash=row.source_hash,
    )
    return row


@transaction.atomic
def verify_segment(
    sop: Sop,
    language: str,
    path: str,
    *,
    by: User,
    source_hash: str = "",
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Translation:
    """Verifies, as a second person, that the translation agrees with the source.

    Refused while a mismatch found by the guard is not overridden, for an empty text, and to its translator; a
    critical text needs a technical reviewer (domain (c) 3, 5). A second click is not a second act.
    """
    at = at or clock.now()
    row = _row(sop, language, path, source_hash)
    if row.state == STATES.VERIFIED and row.verified_by_id == by.person_id is not None:
        return row
    if revision is not None and revision != row.revision:
        raise Conflict(_("The text has been changed since you read it. Read it again."))
    check_can_verify(row, by=by)
    blocking = [finding for finding in findings_of(row) if finding.blocks]
    if blocking and not row.override_reason:
        raise Refused(
            _("The guard found a mismatch: %(finding)s Correct it, or override it with a reason.")
            % {"finding": blocking[0].message},
            field="text",
        )
    old = {"state": row.state}
    row.state, row.verified_by, row.verified_at = STATES.VERIFIED, by.person, at
    row.revision += 1
    row.save()
    record(
        "translation_verified",
        row,
        by=by,
        at=at,
        old=old,
        new={"state": row.state, "text": row.text, "path": row.path},
        source_hash=row.source_hash,
    )
    return row


@transaction.atomic
def return_segment(
    sop: Sop, language: str, path: str, *, by: User, comment: str, at: dt.datetime | None = None
) -> Translation:
    """Returns a translation to the translator with a comment; this ends an earlier verification."""
    at = at or clock.now()
    row = _row(sop, language, path)
    check_can_return_segment(row, by=by)
    comment = nfc(comment).strip()
    if not comment:
        raise Refused(_("Say what is to be changed."), field="comment")
    old = {"state": row.state}
    row.state, row.verified_by, row.verified_at = STATES.RETURNED, None, None
    row.revision += 1
    row.save()
    SegmentComment.objects.create(sop=sop, path=path, language=language, text=comment, by=by.person, at=at)
    record(
        "translation_returned",
        row,
        by=by,
        at=at,
        old=old,
        new={"state": row.state, "text": row.text, "path": row.path},
        reason=comment,
    )
    return row


@transaction.atomic
def override_guard(
    sop: Sop, language: str, path: str, *, by: User, reason: str, at: dt.datetime | None = None
) -> Translation:
    """Records, as a second person, why a mismatch found by the guard is acceptable. It applies to this wording only
    (domain (c) 5).
    """
    at = at or clock.now()
    row = _row(sop, language, path)
    reason = nfc(reason).strip()
    check_can_override(row, by=by)
    if not reason:
        raise Refused(_("Say why the finding is no mistake."), field="reason")
    blocking = [finding for finding in findings_of(row) if finding.blocks]
    if not blocking:
        raise Refused(_("The guard finds nothing here that needs an override."))
    row.override_reason, row.override_by = reason, by.person
    row.revision += 1
    row.save()
    found = [{"kind": finding.kind, "source": finding.source, "target": finding.target} for finding in blocking]
    record("guard_overridden", row, by=by, at=at, reason=reason, findings=found, text=row.text, path=row.path)
    return row


@transaction.atomic
def comment_segment(
    sop: Sop, language: str, path: str, *, by: User, text: str, at: dt.datetime | None = None
) -> SegmentComment:
    """Adds a question or an answer about a text, between translator, reviewer and the Japanese site."""
    at = at or clock.now()
    check_can_comment(by=by)
    text = nfc(text).strip()
    if not text:
        raise Refused(_("Write your question."), field="comment")
    _line(sop, path)
    made = SegmentComment.objects.create(sop=sop, path=path, language=language, text=text, by=by.person, at=at)
    record("segment_commented", made, by=by, at=at, new={"path": path, "language": language, "text": text})
    return made


@transaction.atomic
def resolve_comments(sop: Sop, language: str, path: str, *, by: User, at: dt.datetime | None = None) -> int:
    """Closes the questions about a text; returns how many were open."""
    at = at or clock.now()
    check_can_comment(by=by)
    count = SegmentComment.objects.filter(sop=sop, language=language, path=path, resolved_at=None).update(
        resolved_at=at
    )
    if count:
        record("segment_questions_closed", sop, by=by, at=at, new={"path": path, "language": language, "count": count})
    return count


@transaction.atomic
def carry_over(sop: Sop, content: Mapping[str, Any], *, at: dt.datetime | None = None) -> int:
    """Verifies those texts of a draft whose exact wording was verified in this document before, at whatever path;
    returns their number.

    The same path takes precedence, then the newest verification. Only equal sources (same hash) are carried over.
    """
    at = at or clock.now()
    lines = source_lines(content)
    carried: list[Translation] = []
    for language in target_languages(sop):
        have: set[tuple[str, str]] = set()
        known: dict[str, Translation] = {}
        blank: dict[tuple[str, str], Translation] = {}
        for row in Translation.objects.filter(sop=sop, language=language).order_by("verified_at", "pk"):
            key = (row.path, row.source_hash)
            if row.state == STATES.VERIFIED:
                known[row.source_hash] = row
            if row.state == STATES.UNTRANSLATED and not row.text:
                blank[key] = row
            else:
                have.add(key)
        for line in lines:
            model = known.get(line.source_hash)
            if model and (line.path, line.source_hash) not in have:
                have.add((line.path, line.source_hash))
                carried.append(_carried(sop, language, line, model, blank.get((line.path, line.source_hash))))
    Translation.objects.bulk_create([row for row in carried if row.pk is None], batch_size=500, ignore_conflicts=True)
    _fill(row for row in carried if row.pk is not None)
    if carried:
        record(
            "translations_carried",
            sop,
            by=system("carry-over"),
            at=at,
            new={"texts": [[row.language, row.path] for row in carried]},
        )
    return len(carried)


def _carried(sop: Sop, language: str, line: Line, model: Translation, blank: Translation | None) -> Translation:
    row = blank or Translation(
        sop=sop, language=language, path=line.path, source_hash=line.source_hash, source_text=line.source
    )
    row.text, row.state, row.origin, row.critical = model.text, STATES.VERIFIED, Origin.CARRIED, line.critical
    row.translated_by, row.translated_at = model.translated_by, model.translated_at
    row.verified_by, row.verified_at = model.verified_by, model.verified_at
    row.override_reason, row.override_by = model.override_reason, model.override_by
    row.revision += 1
    return row


@transaction.atomic
def bulk_load(
    sop: Sop,
    language: str,
    texts: Mapping[str, str],
    *,
    translated_by: User,
    verified_by: User | None = None,
    origin: str = Origin.IMPORT,
    at: dt.datetime | None = None,
) -> int:
    """Fills every text of the present draft that has no translation yet from `texts` by path; returns how many were
    filled. With `verified_by`, that second person verifies them.

    A text with a mismatch found by the guard stays unverified. Existing translations are kept.
    """
    at = at or clock.now()
    check_can_translate(sop, language, by=translated_by)
    lines = {line.path: line for line in source_lines(draft_content(sop))}
    there = {(row.path, row.source_hash): row for row in Translation.objects.filter(sop=sop, language=language)}
    filled: list[Translation] = []
    for path, text in texts.items():
        line, text = lines.get(path), nfc(text).strip()
        if line is None or not text or len(text) > LONGEST:
            continue
        row = there.get((path, line.source_hash)) or _new(sop, language, line)
        if row.text:
            continue
        row.text, row.state, row.origin = text, STATES.TRANSLATED, origin
        row.translated_by, row.translated_at = translated_by.person, at
        row.revision += 1
        if verified_by is not None:
            check_can_verify(row, by=verified_by)
            if not any(finding.blocks for finding in findings_of(row)):
                row.state, row.verified_by, row.verified_at = STATES.VERIFIED, verified_by.person, at
        filled.append(row)
    _write(filled)
    if filled:
        record(
            "translations_loaded",
            sop,
            by=translated_by,
            at=at,
            language=language,
            new={
                "texts": {row.path: row.text for row in filled},
                "verified": sum(row.state == STATES.VERIFIED for row in filled),
            },
            verified_by=str(verified_by or ""),
        )
    return len(filled)


def _write(rows: Iterable[Translation]) -> None:
    rows = list(rows)
    Translation.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    _fill(row for row in rows if row.pk is not None)


def _fill(rows: Iterable[Translation]) -> None:
    """Updates existing rows in batches of some hundred: a statement per text would take too long for a whole
    document.
    """
    Translation.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=FILLED
    )


def _line(sop: Sop, path: str) -> Line:
    line = next((line for line in source_lines(draft_content(sop)) if line.path == path), None)
    if line is None:
        raise Conflict(_("This text is no longer in the draft. Load the page again."))
    return line


def _new(sop: Sop, language: str, line: Line) -> Translation:
    return Translation(
        sop=sop,
        language=language,
        path=line.path,
        source_hash=line.source_hash,
        source_text=line.source,
        critical=line.critical,
    )


def _row(sop: Sop, language: str, path: str, source_hash: str = "") -> Translation:
    """Returns the row of a text of the present draft, locked; creates it if there is none."""
    if language not in target_languages(sop):
        raise Refused(_("%(number)s is not translated into this language.") % {"number": sop.number})
    line = _line(sop, path)
    if source_hash and source_hash != line.source_hash:
        raise Conflict(
            _(
                "The source text has been changed since you opened it. Load the page again; "
                "your words stay in the field."
            )
        )
    row, _made = Translation.objects.select_for_update().get_or_create(
        sop=sop,
        language=language,
        path=path,
        source_hash=line.source_hash,
        defaults={"source_text": line.source, "critical": line.critical},
    )
    row.critical = line.critical
    row.sop = sop
    return row
