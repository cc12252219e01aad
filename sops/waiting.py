"""Open tasks with documents: drafts in progress, texts to translate and to verify, periodic reviews, coming
versions.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Length

from core.canonical import digest
from core.days import add_months
from core.errors import Refused
from sops.document.content import in_language, join, segments, text_hash
from sops.document.stream import from_stream, normal
from sops.enums import EventKind, TranslationState
from sops.models import (
    Release,
    Requirement,
    Segment,
    SegmentComment,
    Sop,
    SopPage,
    SopVersion,
    Translation,
    VersionEvent,
)
from sops.policies import can_approve, can_review
from sops.queries import HEAVY
from staff.enums import Kind
from staff.models import Assignment, Person, User
from staff.values import value, value_on


@dataclass(frozen=True)
class Draft:
    """A draft that differs from the newest version of its document, or precedes the first."""

    sop: Sop
    page_id: int  # of the draft in the editor
    saved_at: dt.datetime
    newest: SopVersion | None  # the newest candidate or version, whatever its state
    returned: VersionEvent | None  # the newest candidate came back with this reason
    hashes: dict[str, str]  # path -> hash of the source text
    critical: frozenset[str]  # paths of critical texts


def drafts_in_work() -> list[Draft]:
    """Returns the drafts in progress, oldest save first. Three queries, however many documents there are."""
    newest = {version.sop_id: version for version in SopVersion.objects.defer(*HEAVY).order_by("pk")}
    returned = {
        event.version_id: event for event in VersionEvent.objects.filter(kind=EventKind.REJECTED).select_related("by")
    }
    pages = SopPage.objects.select_related("sop", "latest_revision").filter(latest_revision__isnull=False)
    found = []
    for page in pages.order_by("latest_revision__created_at"):
        version = newest.get(page.sop_id)
        event = returned.get(version.pk) if version else None
        if version and page.latest_revision.created_at <= version.submitted_at and event is None:
            continue
        source, whole = _source(page)
        if version and event is None and whole and _same_source(source, page.sop, version):
            continue
        texts = segments(source)
        found.append(
            Draft(
                sop=page.sop,
                page_id=page.pk,
                saved_at=page.latest_revision.created_at,
                newest=version,
                returned=event,
                hashes={text.path: text_hash(str(text.text)) for text in texts},
                critical=frozenset(text.path for text in texts if text.critical),
            )
        )
    return found


def _source(page: SopPage) -> tuple[dict, bool]:
    """Returns the source content of the newest revision, read from its JSON alone; False while a parameter of it is
    incomplete.
    """
    kept, sop = page.latest_revision.content, page.sop
    source = {"organisation": sop.source_organisation, "number": sop.source_number, "language": sop.source_language}
    source["version"] = kept.get("source_version") or ""
    content = {
        "number": sop.number,
        "title": kept["title"],
        "source": source,
        "blocks": from_stream(json.loads(kept.get("body") or "[]")),
    }
    try:
        return normal(content), True
    except Refused:
        return content, False


def _same_source(source: dict, sop: Sop, version: SopVersion) -> bool:
    """Whether the draft equals, in the source language, what `version` froze; the edition may have been set at
    submission.
    """
    frozen = join({**source, "source": {**source["source"], "version": version.source_version}}, {})
    return digest(in_language(frozen, sop.source_language)) == version.source_sha256


@dataclass(frozen=True)
class Candidate:
    """A frozen candidate that awaits its next signature, and since when."""

    version: SopVersion
    reviewed: bool  # the technical review is signed: QA is next
    since: dt.datetime


def candidates_waiting() -> list[Candidate]:
    """Returns every candidate that awaits a signature, whoever gives it; the longest waiting first.

    Two queries.
    """
    returned = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    versions = (
        SopVersion.objects.filter(~Exists(returned), release=None).select_related("sop", "base__release").defer(*HEAVY)
    )
    found = []
    for version in versions.prefetch_related("events"):
        events = list(version.events.all())
        reviewed = any(event.kind == EventKind.REVIEWED for event in events)
        found.append(Candidate(version, reviewed, max((event.at for event in events), default=version.submitted_at)))
    return sorted(found, key=lambda row: (row.since, row.version.pk))


@dataclass
class Work:
    """Translation progress of one draft in one required language."""

    draft: Draft
    language: str
    untranslated: int = 0
    returned: int = 0
    verified: int = 0
    translated: list[tuple[int | None, bool]] = field(
        default_factory=list
    )  # the translator of each text awaiting verification; whether it is critical
    questions: int = 0

    @property
    def sop(self) -> Sop:
        return self.draft.sop

    @property
    def to_translate(self) -> int:
        return self.untranslated + self.returned

    @property
    def total(self) -> int:
        return len(self.draft.hashes)

    def to_verify(self, person_id: int | None, *, may_verify_critical: bool) -> int:
        """Number of texts that this person may verify: written by another person, critical ones only by a technical
        reviewer (domain (c) 3).
        """
        return sum(by != person_id and (may_verify_critical or not critical) for by, critical in self.translated)


def translation_work(drafts: Iterable[Draft]) -> list[Work]:
    """Returns the open work per draft and required language; two queries."""
    by_sop = {draft.sop.pk: draft for draft in drafts}
    work = {
        (draft.sop.pk, language): Work(draft, language)
        for draft in by_sop.values()
        for language in draft.sop.languages
        if language != draft.sop.source_language
    }
    seen: dict[tuple[int, str], int] = defaultdict(int)
    rows = Translation.objects.filter(sop__in=by_sop).values_list(
        "sop_id", "language", "path", "source_hash", "state", "translated_by"
    )
    for sop_id, language, path, source_hash, state, by in rows:
        found = work.get((sop_id, language))
        if found is None or found.draft.hashes.get(path) != source_hash or state == TranslationState.UNTRANSLATED:
            continue
        seen[sop_id, language] += 1
        if state == TranslationState.VERIFIED:
            found.verified += 1
        elif state == TranslationState.RETURNED:
            found.returned += 1
        else:
            found.translated.append((by, path in found.draft.critical))
    for sop_id, language in SegmentComment.objects.filter(sop__in=by_sop, resolved_at=None).values_list(
        "sop_id", "language"
    ):
        if found := work.get((sop_id, language)):
            found.questions += 1
    for key, found in work.items():
        found.untranslated = found.total - seen[key]
    return list(work.values())


@dataclass(frozen=True)
class Review:
    """A version in force whose periodic review is due on a day (R-07)."""

    version: SopVersion
    due: dt.date


def review_due(effective_on: dt.date, months: Callable[[dt.date], int] | None = None) -> dt.date:
    """Returns the date by which a version effective from `effective_on` must be reviewed (PIC/S 4.5).

    The interval is that of its effective date. `months`: passed by callers with many versions, who look it up once.
    """
    return add_months(effective_on, (months or value_on("review_months"))(effective_on))


def periodic_reviews(day: dt.date) -> list[Review]:
    """Returns versions in force whose periodic review is overdue, or due within the warning time; the longest overdue
    first (R-07, PIC/S 4.5).
    """
    months, horizon = value_on("review_months"), day + dt.timedelta(days=value("review_warning_days", on=day))
    versions = SopVersion.objects.effective_on(day).defer(*HEAVY).select_related("sop", "release")
    dated = [Review(version, review_due(version.release.effective_on, months)) for version in versions]
    return sorted((row for row in dated if row.due <= horizon), key=lambda row: (row.due, row.version.sop.number))


def coming_releases(day: dt.date) -> list[Release]:
    """Returns approved versions that take effect after `day` and were not withdrawn; the next first."""
    rows = Release.objects.filter(effective_on__gt=day, withdrawal=None).select_related("sop", "version")
    return list(rows.defer("version__content").order_by("effective_on", "sop__number"))


def reading_lengths(versions: Iterable[int], language: str) -> dict[int, int]:
    """Returns the number of characters of each version; a version without the language is left out. One query."""
    rows = Segment.objects.filter(version__in=list(versions), language=language).order_by().values_list("version_id")
    return dict(rows.annotate(length=Sum(Length("text"))))


def without_training_plan(day: dt.date) -> list[Person]:
    """Returns staff on duty whose job roles require no SOP: their training is not planned (R-14, PIC/S 2.10)."""
    required = Requirement.objects.on(day).filter(job_role=OuterRef("job_role"))
    planned = Assignment.objects.on(day).filter(Exists(required), person=OuterRef("pk"))
    return list(Person.objects.employed_on(day).filter(~Exists(planned), kind=Kind.STAFF).order_by("full_name"))


def waiting_for(user: User) -> list[SopVersion]:
    """Returns the open candidates whose next signature this account may give now; oldest first."""
    rejected = VersionEvent.objects.filter(version=OuterRef("pk"), kind=EventKind.REJECTED)
    candidates = (
        SopVersion.objects.filter(~Exists(rejected), release__isnull=True)
        .select_related("sop", "author", "release", "base__release")
        .prefetch_related("events")
        .order_by("submitted_at")
    )
    return [version for version in candidates if can_review(version, by=user) or can_approve(version, by=user)]
