"""The way of a document through its own doors: draft, verified translations, candidate, review, approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from audit.actor import System, system
from core import clock
from sops.document.content import segments, text_hash
from sops.domain import release
from sops.domain.drafts import create_sop, save_draft
from sops.domain.submission import submit
from sops.enums import TranslationState
from sops.models import Release, Sop, SopVersion, Translation
from sops.queries import draft_content
from staff.models import Person, User
from tests.factories import staff

IMPORT = system("import_sop")
STEP = {
    "id": "b1",
    "type": "step",
    "level": 1,
    "title": "加温",
    "text": "37℃で30分間加温する。",
    "parameters": [{"id": "p1", "name": "温度", "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}],
}
BLOCKS: list[dict[str, Any]] = [
    {"id": "s1", "type": "section", "level": 1, "title": "手順"},
    STEP,
    {"id": "b2", "type": "paragraph", "text": "記録する。"},
]


@dataclass
class Team:
    """Four people, each with one part in the release of a document."""

    author: User
    reviewer: User
    approver: User
    translator: Person
    verifier: Person


def team() -> Team:
    return Team(
        staff.user("trainer", full_name="Phạm Quốc Bảo"),
        staff.user("technical_reviewer", full_name="Kobayashi Yumi"),
        staff.user("qa_approver", full_name="Ngô Thùy Dương"),
        staff.person("Đỗ Thu Hà"),
        staff.person("Vũ Đức Long"),
    )


def draft(
    number: str = "MSC-SOP-ISO-301",
    blocks: list[dict[str, Any]] | None = None,
    *,
    by: User | System = IMPORT,
    title: str = "加温手順",
) -> Sop:
    """A document whose newest draft has these blocks."""
    sop = Sop.objects.filter(number=number).first() or create_sop(
        number=number, titles={"ja": title}, stage="ISO", products=["AD"], by=IMPORT
    )
    save_draft(
        sop, {"title": title, "source": {"version": "第1版"}, "blocks": BLOCKS if blocks is None else blocks}, by=by
    )
    return sop


def translated(sop: Sop, who: Team, languages: tuple[str, ...] = ("vi",)) -> None:
    """Every text of the present draft translated by one and verified by another; what was verified before stays."""
    now = clock.now()
    found = segments(draft_content(sop))
    Translation.objects.bulk_create(
        [
            Translation(
                sop=sop, language=language, path=segment.path, source_hash=text_hash(str(segment.text)),
                source_text=str(segment.text),
                text=f"[{language}] {segment.text}", state=TranslationState.VERIFIED, translated_by=who.translator,
                translated_at=now,
                verified_by=who.verifier, verified_at=now,
            )
            for language in languages
            for segment in found
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def submitted(sop: Sop, who: Team, **fields: Any) -> SopVersion:
    """The present draft, translated and frozen."""
    translated(sop, who)
    values: dict[str, Any] = {"change_reason": {"vi": "Ban hành."}, **fields}
    return submit(sop, by=who.author, proof=staff.proof(who.author), **values)


def reviewed(sop: Sop, who: Team, **fields: Any) -> SopVersion:
    version = submitted(sop, who, **fields)
    release.review(version, by=who.reviewer, proof=staff.proof(who.reviewer))
    return version


def approved(sop: Sop, who: Team, effective_on: dt.date | None = None, **fields: Any) -> Release:
    version = reviewed(sop, who, **fields)
    return release.approve(
        version, by=who.approver, proof=staff.proof(who.approver), effective_on=effective_on or clock.today()
    )
