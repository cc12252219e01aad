"""Submission: the draft and its verified translations become a frozen, hashed candidate, which its author signs (R-01,
R-03, R-09).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.trail import record
from core import clock
from core.canonical import canonical, digest, sha256
from core.dated import in_language as in_reader_language
from core.errors import Refused
from core.text import fold, nfc
from sops.document.content import in_language, join, segments, text_hash
from sops.document.stream import normal
from sops.domain.refusals import all_or_refused
from sops.enums import EventKind, TranslationState
from sops.models import Segment, Sop, SopPage, SopVersion, Translation, VersionEvent
from sops.policies import check_can_submit
from sops.queries import draft_content
from sops.releasing.candidates import base_of
from sops.releasing.changes import Classified, classify, gravest
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User


@dataclass
class Readiness:
    """What a submission of the present draft would contain: the frozen document, and the number of unverified texts per
    language.
    """

    document: dict[str, Any]
    total: int
    open: dict[str, int]  # required languages with open texts
    languages: list[str]  # fully verified languages, source first
    changes: list[Classified]
    base: SopVersion | None
    translators: set[int] = field(default_factory=set)

    @property
    def unchanged(self) -> bool:
        """Whether the draft equals the latest version in every language."""
        return self.base is not None and all(
            self.base.document.get(name) == self.document[name] for name in ("title", "blocks")
        )


def readiness(sop: Sop, *, day: dt.date) -> Readiness:
    """Returns the present draft joined with its verified translations and compared with the latest version. Writes
    nothing.

    A further language is included if it is complete, otherwise left out (domain (c) 2). Raises Refused for an
    unfinished draft.
    """
    source = normal(draft_content(sop))
    found = segments(source)
    if not source["title"] or len(found) < 2:
        raise Refused(_("The draft is empty."))
    hashes = {segment.path: text_hash(segment.text) for segment in found}  # type: ignore[arg-type]  # a source content holds strings
    texts: dict[str, dict[str, str]] = {code: {} for code, name in settings.LANGUAGES if code != sop.source_language}
    translators: dict[str, set[int]] = {code: set() for code in texts}
    rows = Translation.objects.filter(sop=sop, state=TranslationState.VERIFIED, language__in=texts)
    for row in rows.values_list("language", "path", "source_hash", "text", "translated_by"):
        language, path, source_hash, text, translator = row
        if hashes.get(path) == source_hash and text.strip():
            texts[language][path] = text
            translators[language] |= {translator} if translator else set()
    missing = {code: len(hashes) - len(by_path) for code, by_path in texts.items()}
    whole = [code for code in _ordered(sop, texts) if not missing[code]]
    document = join(source, {code: texts[code] for code in whole})
    base = base_of(sop, day)
    return Readiness(
        document=document,
        total=len(hashes),
        open={code: missing[code] for code in sop.languages if missing.get(code)},
        languages=[sop.source_language, *whole],
        changes=classify(base.document, document) if base else [],
        base=base,
        translators={person for code in whole for person in translators[code]},
    )


def submit(
    sop: Sop,
    *,
    by: User,
    proof: Proof,
    change_reason: Mapping[str, str],
    classes: Mapping[str, str] | None = None,
    class_reasons: Mapping[str, str] | None = None,
    source_version: str = "",
    statement: str = "",
    at: dt.datetime | None = None,
) -> SopVersion:
    """Freezes the present draft with every language that is fully verified; `by` signs it as its author.

    `change_reason` {"vi": …} is required, in Vietnamese at least. `classes` {path: class} is the author's
    classification of each change, by default the suggested one; "*" means all the others. Lowering a suggested
    critical needs a reason in `class_reasons` {path or "*": …}. Raises Refused with the number of open texts per
    language, for an unchanged document, or while another candidate is open.
    """
    at = at or clock.now()
    with all_or_refused("submission_refused", sop, by=by, at=at):
        sop = Sop.objects.select_for_update().get(pk=sop.pk)  # one candidate at a time
        check_can_submit(sop, by=by)
        ready = readiness(sop, day=clock.site_date(at))
        _refuse_open(ready)
        reason = {code: nfc(text).strip() for code, text in change_reason.items() if text.strip()}
        if not reason.get("vi"):
            raise Refused(_("Say in Vietnamese why the document is issued or changed."), field="change_reason_vi")
        if ready.base and ready.unchanged:
            raise Refused(_("Nothing has changed since version %(number)s.") % {"number": ready.base.release.number})
        changes = [change.judged(classes or {}, class_reasons or {}) for change in ready.changes]
        version = _freeze(sop, ready, changes, reason, source_version, by, at)
        signature = sign(
            version,
            by=by,
            proof=proof,
            meaning=Meaning.AUTHORSHIP,
            content_hash=version.sha256,
            statement=statement,
            at=at,
        )
        VersionEvent.objects.create(
            version=version, kind=EventKind.SUBMITTED, by=by.person, at=at, reason=reason["vi"], signature=signature
        )
        if not sop.releases.exists():
            sop.titles = ready.document["title"]
            sop.save(update_fields=["titles"])
        new = {"sha256": version.sha256, "languages": version.languages, "change_class": version.change_class}
        new |= {"changes": len(changes)}
        record("version_submitted", version, by=by, at=at, reason=in_reader_language(reason), new=new)
        return version


def _ordered(sop: Sop, codes: Iterable[str]) -> list[str]:
    """Required languages in their order, then the others."""
    return sorted(
        codes, key=lambda code: (sop.languages.index(code) if code in sop.languages else len(sop.languages), code)
    )


def _refuse_open(ready: Readiness) -> None:
    if not ready.open:
        return
    parts = []
    for code, count in ready.open.items():
        name = dict(settings.LANGUAGES)[code]
        parts.append(
            ngettext("%(language)s: %(count)s text", "%(language)s: %(count)s texts", count)
            % {"language": name, "count": count}
        )
    raise Refused(_("Not every text is translated and verified. Still open: %(list)s.") % {"list": "; ".join(parts)})


def _freeze(
    sop: Sop,
    ready: Readiness,
    changes: list[Classified],
    reason: dict[str, str],
    source_version: str,
    by: User,
    at: dt.datetime,
) -> SopVersion:
    document = ready.document
    if source_version:
        document["source"]["version"] = nfc(source_version)
    source_sha256 = digest(in_language(document, sop.source_language))
    listed = canonical([change.as_row() for change in changes])
    # Signed with the text: why it changed, how each change was classed, who wrote and translated it.
    document["header"] = {"stage": sop.stage, "products": sop.products, "languages": ready.languages}
    document["change"] = {
        "base": ready.base.sha256 if ready.base else "",
        "reason": reason,
        "class": gravest(changes),
        "list": sha256(listed),
        "writers": sorted(_writers(sop, ready.base) | {by.person_id or 0}),
        "translators": sorted(ready.translators),
    }
    text = canonical(document)
    version = SopVersion.objects.create(
        sop=sop,
        base=ready.base,
        content=text,
        sha256=sha256(text),
        source_sha256=source_sha256,
        source_version=document["source"]["version"],
        languages=ready.languages,
        change_class=gravest(changes),
        changes=listed,
        change_reason=canonical(reason),
        author=by.person,
        submitted_at=at,
    )
    Segment.objects.bulk_create(segment_rows(version), batch_size=500)
    return version


def segment_rows(version: SopVersion) -> list[Segment]:
    """Returns the texts of a version as rows, one per text and language; `verify_versions` compares the stored rows
    with them.
    """
    first = version.document["source"]["language"]
    rows = []
    for position, segment in enumerate(segments(version.document)):
        assert isinstance(segment.text, dict)
        source_hash = text_hash(segment.text.get(first, ""))
        for language in version.languages:
            text = segment.text.get(language, "")
            if not text:
                continue
            rows.append(
                Segment(
                    version=version, path=segment.path, position=position, kind=segment.kind, language=language,
                    text=text, folded=fold(text), source_hash=source_hash,
                )
            )  # fmt: skip
    return rows


def _writers(sop: Sop, base: SopVersion | None) -> set[int]:
    """Persons who saved the draft since the submission of the version it is compared with."""
    revisions = SopPage.objects.get(sop=sop).revisions.filter(user__person__isnull=False)
    if base:
        revisions = revisions.filter(created_at__gt=base.submitted_at)
    return set(revisions.values_list("user__person", flat=True))
