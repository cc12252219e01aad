"""Queries of translations in progress: every text of the draft with its state, its previous source, and suggestions of
memory and glossary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Length

from sops.comparison.alignment import shingles, similarity
from sops.document.content import labels, section_of, segments, text_hash
from sops.document.stream import normal
from sops.enums import TranslationState
from sops.guard.check import Finding, check
from sops.models import GlossaryTerm, SegmentComment, Sop, Translation
from sops.queries import draft_content
from sops.translation.glossary import Glossary, Term, shipped

NEAR, MOST_NEAR, NEAR_POOL = 0.55, 3, 3_000  # required similarity, number shown, number compared


@dataclass
class Line:
    """One text of the present draft and its translation."""

    number: int
    path: str
    block_id: str
    kind: str
    place: str  # "6.4 (2)"
    source: str
    source_hash: str
    critical: bool
    row: Translation | None = None
    before: Translation | None = None  # the newest translation of an earlier text at this position
    comments: list[SegmentComment] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.row.state if self.row else TranslationState.UNTRANSLATED

    @property
    def text(self) -> str:
        return self.row.text if self.row else ""

    @property
    def open(self) -> bool:
        return self.state != TranslationState.VERIFIED

    @property
    def changed(self) -> bool:
        """Whether the source differs from the one translated before."""
        return self.before is not None and self.open

    @property
    def question(self) -> bool:
        return any(comment.resolved_at is None for comment in self.comments)


@dataclass(frozen=True)
class Suggestion:
    """A verified translation of the same or a similar source.

    `usable` is false if its figures would be wrong here.
    """

    source: str
    text: str
    number: str  # of the document it comes from
    percent: int
    usable: bool
    findings: tuple[Finding, ...] = ()

    @property
    def exact(self) -> bool:
        return self.percent == 100


def target_languages(sop: Sop) -> list[str]:
    """Returns the languages into which a document may be translated, the required ones first."""
    codes = [code for code, _name in settings.LANGUAGES if code != sop.source_language]
    return sorted(
        codes, key=lambda code: (code not in sop.languages, sop.languages.index(code) if code in sop.languages else 0)
    )


def source_lines(content: Mapping[str, Any]) -> list[Line]:
    """Returns the texts of a source content as lines without translation."""
    content = normal(content, unfinished=True)
    sections, numbers = section_of(content), labels(content)
    lines = []
    for number, segment in enumerate(segments(content), 1):
        text = str(segment.text)
        step = numbers.get(segment.block_id, "") if segment.kind in {"step", "parameter"} else ""
        place = f"{sections.get(segment.block_id, '')} {step}".strip()
        lines.append(
            Line(number, segment.path, segment.block_id, segment.kind, place, text, text_hash(text), segment.critical)
        )
    return lines


def lines_of(sop: Sop, language: str) -> list[Line]:
    """Returns every text of the newest draft with its translation into `language`; in a constant number of queries."""
    lines = source_lines(draft_content(sop))
    rows: dict[tuple[str, str], Translation] = {}
    before: dict[str, Translation] = {}
    now = {line.path: line.source_hash for line in lines}
    found = Translation.objects.filter(sop=sop, language=language).prefetch_related(
        "translated_by", "verified_by", "override_by"
    )
    for row in found.order_by("pk"):
        rows[row.path, row.source_hash] = row
        if now.get(row.path, row.source_hash) != row.source_hash and row.text:
            before[row.path] = row
    comments: dict[str, list[SegmentComment]] = {}
    for comment in SegmentComment.objects.filter(sop=sop, language=language).select_related("by"):
        comments.setdefault(comment.path, []).append(comment)
    for line in lines:
        line.row = rows.get((line.path, line.source_hash))
        line.before = before.get(line.path)
        line.comments = comments.get(line.path, [])
    return lines


def counts(lines: list[Line]) -> dict[str, int]:
    """Returns the number of texts in each filter of the workbench."""
    states = Counter(line.state for line in lines)
    return {
        "open": sum(line.open for line in lines),
        "translate": states[TranslationState.UNTRANSLATED] + states[TranslationState.RETURNED],
        "verify": states[TranslationState.TRANSLATED],
        "changed": sum(line.changed for line in lines),
        "critical": sum(line.critical for line in lines),
        "verified": states[TranslationState.VERIFIED],
        "questions": sum(line.question for line in lines),
        "all": len(lines),
    }


def verified(language: str) -> QuerySet[Translation]:
    """Returns the translation memory: translations verified by a second person."""
    return Translation.objects.filter(language=language, state=TranslationState.VERIFIED).exclude(text="")


def memory(sop: Sop, language: str, source: str, *, limit: int = MOST_NEAR) -> list[Suggestion]:
    """Returns suggestions for a source text from verified translations of all documents: exact ones first, then similar
    ones, each checked by the guard.

    A similar match whose figures differ is shown but cannot be taken over: it must never bring a wrong number
    (domain (c) 11).
    """
    exact = (
        verified(language).filter(source_hash=text_hash(source)).select_related("sop").order_by("-verified_at", "-pk")
    )
    found: dict[str, Suggestion] = {}
    for row in exact[:20]:
        found.setdefault(
            row.text, _suggestion(row.source_text, row.text, row.sop.number, 100, source, sop.source_language, language)
        )
    size = len(source)
    if size >= 4 and len(found) < limit:
        pool = (
            verified(language)
            .exclude(source_hash=text_hash(source))
            .annotate(length=Length("source_text"))
            .filter(sop__source_language=sop.source_language, length__range=((size + 1) // 2, size * 2))
            .order_by("-pk")
            .values_list("source_text", "text", "sop__number")
        )
        ours = shingles(source)
        scored = []
        for known, text, number in pool[:NEAR_POOL]:
            score = similarity(ours, shingles(known))
            if score >= NEAR:
                scored.append((score, known, text, number))
        for score, known, text, number in sorted(scored, key=lambda row: -row[0]):
            if len(found) >= limit:
                break
            percent = min(int(score * 100), 99)
            found.setdefault(text, _suggestion(known, text, number, percent, source, sop.source_language, language))
    return list(found.values())[:limit]


def _suggestion(
    known: str, text: str, number: str, percent: int, source: str, source_language: str, language: str
) -> Suggestion:
    findings = tuple(check(source, text, source_language, language))
    return Suggestion(known, text, number, percent, not any(finding.blocks for finding in findings), findings)


def glossary_for(source_language: str) -> Glossary:
    """Returns the terms in the database; those shipped with the product while it has none."""
    rows = [
        Term(row.ja, row.vi, row.en, row.reading_kana, row.note, row.admitted, row.forbidden)
        for row in GlossaryTerm.objects.all()
    ]
    return Glossary(rows or shipped(), source_language)
