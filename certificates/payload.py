"""The frozen content of a certificate: texts, names, figures and dates at the moment of issue (domain (k) 1, 2, 14,
27).

{schema, kind, form, template, heading, subheading, statement, number, code, url, host, issuer {parent, name, place},
 person {address, title, name, kanji, born_on, born_year, workplace, licence}, subject {titles, reference, code},
 activities [{form, titles, responsible, from, to, periods, hours}], hours, from, to, issued_on, valid_to, decision
 {number, on}, signer {title, on_behalf, name, stamp}, signed_at, signed_text, evidence [{kind, label, value, amount,
 on}], note, source {…}}
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificates.enums import CertificateKind
from core.days import gmt, vietnamese_day
from core.text import nfc
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.models import Person, Unit

DEMO_NOTE = "Bản minh họa, dữ liệu hư cấu, không có giá trị pháp lý. Demonstration only. 見本"


@dataclass(frozen=True)
class Signer:
    """The signer, as printed: a deputy signs `KT.` (on behalf of) the head."""

    title: str
    name: str
    stamp: str
    on_behalf: str = ""


@dataclass(frozen=True)
class Decision:
    """Quyết định cấp: its number and date."""

    number: str = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class Frame:
    """Data that every certificate has."""

    number: str
    code: str
    issuer: Unit
    person: Person
    signer: Signer
    issued_on: dt.date
    signed_at: dt.datetime
    decision: Decision = Decision()
    demonstration: bool = False


def of_completion(completion: CourseCompletion, frame: Frame) -> dict[str, Any]:
    """Returns Form A for a completed course: figures from the completion's own snapshot, not from the present
    course.
    """
    facts = completion.snapshot
    course, group = facts["course"], facts.get("class", {})
    started, ended = group.get("starts_on") or facts["started_on"], group.get("ends_on") or facts["completed_on"]
    if ended > frame.issued_on.isoformat():  # issued while the class still runs: never a future date
        ended = facts["completed_on"]
    titles = {code: text for code, text in course["titles"].items() if text}
    periods = Decimal(course["theory_periods"]) + Decimal(course["practice_periods"])
    hours = _number(Decimal(course["credit_hours"]))
    activity = {
        "form": "Khóa đào tạo, bồi dưỡng ngắn hạn",
        "titles": _all_languages(titles),
        "responsible": frame.issuer.names["vi"],
        "from": started,
        "to": ended,
        "periods": _number(periods) if periods else "",
        "hours": hours,
    }
    return {
        **frame_facts(frame),
        "kind": CertificateKind.CME,
        "form": "TT32-A",
        "template": 1,
        "heading": "Giấy chứng nhận",
        "subheading": "Cập nhật kiến thức y khoa liên tục",
        "statement": "đã hoàn thành khóa học",
        "subject": {
            "titles": _all_languages(titles),
            "reference": " ".join(filter(None, (course["code"], group.get("code", "")))),
            "code": course["code"],
        },
        "activities": [activity],
        "hours": hours,
        "from": started,
        "to": ended,
        "valid_to": None,
        "evidence": _evidence(facts),
        "source": {"completion": completion.pk, "sha256": completion.sha256, "class": group.get("code", "")},
    }


def of_confirmation(confirmation: Confirmation, frame: Frame) -> dict[str, Any]:
    """Returns the institution's certificate of competence for one version of an SOP, until its last day."""
    version = confirmation.version
    number = version.release.number
    return {
        **frame_facts(frame),
        "kind": CertificateKind.COMPETENCE,
        "form": "NL",
        "template": 1,
        "heading": "Giấy chứng nhận",
        "subheading": "Năng lực thực hành",
        "statement": "đủ năng lực thực hiện",
        "subject": {
            "titles": _all_languages(version.document["title"]),
            "reference": f"{version.sop.number}, bản {number}",
            "code": version.sop.number,
        },
        "activities": [],
        "hours": None,
        "from": confirmation.qualified_from.isoformat(),
        "to": None,
        "valid_to": confirmation.valid_to.isoformat() if confirmation.valid_to else None,
        "evidence": [
            {
                "kind": "version",
                "label": "Quy trình",
                "value": f"{version.sop.number} v{number}",
                "amount": f"v{number}",
                "on": None,
            },
            {
                "kind": "confirmed",
                "label": "Đủ năng lực từ",
                "value": vietnamese_day(confirmation.qualified_from),
                "amount": "",
                "on": confirmation.qualified_from.isoformat(),
            },
        ],
        "source": {"confirmation": confirmation.pk, "sha256": confirmation.sha256},
    }


def frame_facts(frame: Frame) -> dict[str, Any]:
    """Returns the facts that every certificate contains."""
    path = reverse("verify_code", args=[frame.code])
    local = timezone.localtime(frame.signed_at, timezone.get_default_timezone())
    return {
        "schema": 1,
        "number": frame.number,
        "code": frame.code,
        "url": settings.SITE_URL + path,
        "host": settings.SITE_URL.split("://")[-1] + reverse("verify").rstrip("/"),
        "issuer": {
            "parent": {"vi": frame.issuer.parent_line.get("vi", "")},
            "name": frame.issuer.names,
            "place": {"vi": "", **frame.issuer.city},
        },
        "person": person_facts(frame.person, frame.issued_on),
        "issued_on": frame.issued_on.isoformat(),
        "decision": {
            "number": frame.decision.number,
            "on": frame.decision.on.isoformat() if frame.decision.on else None,
        },
        "signer": asdict(frame.signer),
        "signed_at": frame.signed_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "signed_text": f"{vietnamese_day(local)} {local:%H:%M} {gmt(local)}",
        "note": DEMO_NOTE if frame.demonstration else "",
    }


def person_facts(person: Person, on: dt.date) -> dict[str, Any]:
    """Returns a person as printed. The personal id number is never included."""
    licence = person.licences.on(on).first()
    return {
        "address": person.formal_address,
        "title": person.titles.get("vi", ""),
        "name": nfc(person.full_name),
        "kanji": person.kanji_name,
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "born_year": None if person.born_on else person.born_year,
        "workplace": person.workplace or (person.unit.names.get("vi", "") if person.unit else ""),
        "licence": licence.number if licence else "",
    }


def _evidence(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the evidence: lessons, test, practice, attendance; what the course did not require is omitted."""
    nodes: list[dict[str, Any]] = []
    if lessons := facts["course"].get("lessons"):
        amount = f"{len(lessons)}/{len(lessons)}"
        nodes.append(
            {"kind": "lessons", "label": "Học", "value": f"{amount} bài", "amount": amount, "on": facts["completed_on"]}
        )
    group = facts.get("class") or {}
    if group.get("attended_periods") is not None:
        total = Decimal(facts["course"]["theory_periods"]) + Decimal(facts["course"]["practice_periods"])
        amount = f"{_number(Decimal(group['attended_periods']))}/{_number(total)}"
        nodes.append(
            {
                "kind": "attendance",
                "label": "Dự lớp",
                "value": f"{amount.replace('.', ',')} tiết",
                "amount": amount,
                "on": group["ends_on"],
            }
        )
    if quiz := facts.get("quiz"):
        amount = f"{_number(Decimal(quiz['points']))}/{_number(Decimal(quiz['max']))}"
        nodes.append(
            {
                "kind": "quiz",
                "label": "Kiểm tra",
                "value": f"{amount.replace('.', ',')} điểm",
                "amount": amount,
                "on": quiz["on"],
            }
        )
    if practice := facts.get("practice"):
        nodes.append({"kind": "practice", "label": "Thực hành", "value": "đạt", "amount": "", "on": practice["on"]})
    return nodes


def _all_languages(titles: dict[str, str]) -> dict[str, str]:
    """Returns the title in every language: Vietnamese replaces a missing one, as on the page."""
    first = titles.get("vi") or next(iter(titles.values()), "")
    return {code: titles.get(code) or first for code in ("vi", "en", "ja")}


def _number(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
