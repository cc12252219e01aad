"""Documents: numbers, frozen versions with their texts, releases. Written straight into the tables, as history is."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from core import clock
from core.canonical import canonical, sha256
from core.text import fold
from sops.document.content import in_language, segments, text_hash, text_of
from sops.models import Release, Segment, Sop, SopVersion, Withdrawal
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User
from tests.factories import staff as people

_count = itertools.count(1)
LONG_AGO = dt.date(2025, 1, 6)


def sop(number: str = "", **fields: Any) -> Sop:
    n = next(_count)
    values = {
        "number": number or f"MSC-SOP-ISO-{n:03}",
        "stage": "ISO",
        "products": ["MSC"],
        "titles": {"ja": f"手順書{n}", "vi": f"Quy trình {n}"},
        "source_organisation": "Mt. Fuji GX",
        "source_number": f"SOP-ISO-{n:03}",
        "created_at": clock.now(),
    }
    return Sop.objects.create(**{**values, **fields})


def text(vi: str, ja: str, en: str = "") -> dict[str, str]:
    return {"ja": ja, "vi": vi, **({"en": en} if en else {})}


def parameter(name_vi: str = "Nhiệt độ", name_ja: str = "温度", **fields: Any) -> dict[str, Any]:
    values = {"comparator": "±", "value": "37", "low": None, "high": None, "tolerance": "0.5", "unit": "°C"}
    return {"id": f"p{next(_count)}", "name": text(name_vi, name_ja), **values, **fields}


def content(of: Sop, blocks: list[dict[str, Any]] | None = None, title: dict[str, str] | None = None) -> dict[str, Any]:
    """A frozen content in Japanese and Vietnamese; by default one section with two steps, the second critical."""
    if blocks is None:
        blocks = [
            {"id": "s1", "type": "section", "level": 1, "title": text("Các bước", "手順")},
            {
                "id": "b1",
                "type": "step",
                "level": 1,
                "title": text("Rửa mô", "組織の洗浄"),
                "text": text("Rửa mô bằng PBS 3 lần.", "組織をPBSで3回洗浄する。"),
                "parameters": [],
            },
            {
                "id": "b2",
                "type": "step",
                "level": 1,
                "title": text("Ủ", "加温"),
                "text": text("Ủ với collagenase để thu tế bào gốc.", "間葉系幹細胞を得るためコラゲナーゼで加温する。"),
                "parameters": [{**parameter(), "id": "p1"}],
            },
        ]
    return {
        "schema": 1,
        "number": of.number,
        "title": title or of.titles,
        "source": {
            "organisation": of.source_organisation,
            "number": of.source_number,
            "version": "第1版",
            "language": "ja",
        },
        "blocks": blocks,
    }


def candidate(
    of: Sop | None = None,
    document: dict[str, Any] | None = None,
    *,
    author: User | None = None,
    languages: tuple[str, ...] = ("ja", "vi"),
    **fields: Any,
) -> SopVersion:
    """A frozen version without a release, with a row per text and language."""
    of = of or sop()
    document = document or content(of)
    author = author or people.user("trainer")
    frozen = canonical(document)
    version = SopVersion.objects.create(
        **{
            "sop": of,
            "content": frozen,
            "sha256": sha256(frozen),
            "source_sha256": sha256(canonical(in_language(document, "ja"))),
            "source_version": "第1版",
            "languages": list(languages),
            "author": author.person,
            "submitted_at": clock.now(),
            **fields,
        }
    )
    rows = []
    for position, segment in enumerate(segments(document)):
        for language in languages:
            words = text_of(segment.text, language)
            if words:
                rows.append(
                    Segment(
                        version=version, path=segment.path, position=position, kind=segment.kind, language=language,
                        text=words,
                        folded=fold(words), source_hash=text_hash(text_of(segment.text, "ja")),
                    )
                )  # fmt: skip
    Segment.objects.bulk_create(rows)
    return version


def release(
    version: SopVersion, effective_on: dt.date = LONG_AGO, *, number: int = 0, approver: User | None = None
) -> Release:
    """`version` approved, in force from `effective_on`, signed by its approver."""
    approver = approver or people.user("qa_approver")
    signature = sign(
        version, by=approver, proof=people.proof(approver), meaning=Meaning.APPROVAL, content_hash=version.sha256
    )
    return Release.objects.create(
        version=version,
        sop=version.sop,
        number=number or Release.objects.filter(sop=version.sop).count() + 1,
        effective_on=effective_on,
        approved_by=approver.person,
        approved_at=clock.now(),
        signature=signature,
    )


def released(
    of: Sop | None = None, effective_on: dt.date = LONG_AGO, document: dict[str, Any] | None = None, **fields: Any
) -> SopVersion:
    """A version in force from `effective_on`."""
    version = candidate(of, document, **fields)
    release(version, effective_on)
    return version


def withdraw(version: SopVersion, on: dt.date) -> Withdrawal:
    approver = people.user("qa_approver")
    signature = sign(
        version, by=approver, proof=people.proof(approver), meaning=Meaning.WITHDRAWAL, content_hash=version.sha256
    )
    return Withdrawal.objects.create(
        release=version.release,
        withdrawn_on=on,
        reasons={"vi": "Sai thông số"},
        by=approver.person,
        recorded_at=clock.now(),
        signature=signature,
    )
