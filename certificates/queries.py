"""Queries of certificates and hours, across models; constant numbers of queries."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import caches
from django.db.models import Exists, OuterRef, QuerySet

from certificates.enums import CertificateState
from certificates.models import (
    Certificate,
    CertificateFile,
)
from certificates.numbering import read_code
from certificates.seal.check import SealCheck, verify_pdf
from core.canonical import sha256
from core.dated import in_language
from core.days import vietnamese_day
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.models import Signature


def ready_to_issue() -> QuerySet[CourseCompletion]:
    """Returns completed courses with credit hours and without a certificate: computed from the facts, not from
    a flag.
    """
    issued = Certificate.objects.filter(completion=OuterRef("pk"))
    return (
        CourseCompletion.objects.filter(~Exists(issued), course__credit_hours__gt=0)
        .select_related("person", "course", "course_class")
        .order_by("completed_on", "pk")
    )


def competence_to_issue(on: dt.date) -> QuerySet[Confirmation]:
    """Returns confirmed qualifications that are valid on a day and have no certificate of competence."""
    issued = Certificate.objects.filter(confirmation=OuterRef("pk"))
    return (
        Confirmation.objects.filter(~Exists(issued), qualified_from__lte=on)
        .exclude(valid_to__lt=on)
        .select_related("person", "version__sop", "version__release")
        .order_by("-qualified_from", "-pk")
    )


def signature_of(certificate: Certificate) -> Signature | None:
    """Returns the signature with which it was issued."""
    return (
        Signature.objects.filter(subject_type=Certificate._meta.label, subject_id=str(certificate.pk))
        .order_by("pk")
        .first()
    )


# ---- verification


@dataclass(frozen=True)
class Verdict:
    """Result of a public check.

    `state`: valid, expired, superseded, revoked, altered, unknown. Without a certificate nothing else is known.
    """

    state: str
    code: str = ""
    certificate: Certificate | None = None
    seal: SealCheck = field(default_factory=SealCheck)
    compared: bool = False  # an uploaded file was compared


ALTERED, UNKNOWN = "altered", "unknown"


def verify_by_code(text: str, on: dt.date) -> Verdict:
    """Returns the result for this check code, however it was typed, and whether the stored record is intact."""
    code = read_code(text)
    certificate = _find(check_code=code) if code else None
    if certificate is None:
        return Verdict(UNKNOWN, code=code or text[:40])
    return _verdict(certificate, on)


def verify_by_file(data: bytes, on: dt.date) -> Verdict:
    """Returns the result for a PDF: exactly as issued, altered, or not ours.

    The hash decides, so a stranger's file is never parsed. A file that names one of our codes, or begins with a
    document of ours and continues, is altered.
    """
    exact = (
        CertificateFile.objects.filter(sha256=hashlib.sha256(data).hexdigest())
        .values_list("certificate_id", flat=True)
        .first()
    )
    if exact:
        found = _find(pk=exact)
        assert found is not None
        return _verdict(found, on, compared=True)
    code = _code_in(data)
    certificate = _find(check_code=code) if code else None
    if certificate is None:
        return Verdict(UNKNOWN, compared=True)
    return Verdict(ALTERED, code=code, certificate=certificate, compared=True)


def _find(**by: Any) -> Certificate | None:
    return Certificate.objects.with_fate().select_related("signer").filter(**by).first()


def _verdict(certificate: Certificate, on: dt.date, *, compared: bool = False) -> Verdict:
    seal = kept_whole(certificate)
    state = certificate.state_on(on) if seal.good else ALTERED
    return Verdict(state, code=certificate.check_code, certificate=certificate, seal=seal, compared=compared)


def kept_whole(certificate: Certificate) -> SealCheck:
    """Verifies the stored file against its hash and its seal, and the payload against its hash; cached by hash, as the
    answer cannot change.
    """
    file = CertificateFile.objects.filter(certificate=certificate).first()
    if file is None or sha256(certificate.payload) != certificate.sha256:
        return SealCheck()
    data = bytes(file.pdf)
    digest = hashlib.sha256(data).hexdigest()
    if digest != file.sha256:
        return SealCheck()
    cache = caches["frozen"]
    known = cache.get(f"seal:{digest}")
    if known is None:
        known = verify_pdf(data)
        if known.good:
            cache.set(f"seal:{digest}", known, 3600)
    return known


# Keywords of the document's information, as ReportLab writes them; a text editor changes a page, seldom this.
_KEYWORDS = re.compile(rb"/Keywords \(([0-9A-Z-]{14})\)")


def _code_in(data: bytes) -> str:
    found = _KEYWORDS.search(data)
    return read_code(found[1].decode("ascii")) if found else ""


# ---- hours


# ---- register


def register(year: int | None = None, kind: str = "", query: str = "") -> QuerySet[Certificate]:
    """Sổ gốc: certificates in the order of their numbers."""
    rows = Certificate.objects.with_fate().select_related("superseded_by", "supersedes", "signer", "revocation")
    if year:
        rows = rows.filter(issued_on__year=year)
    if kind:
        rows = rows.filter(kind=kind)
    if query:
        rows = rows.filter(number__icontains=query) | rows.filter(person__full_name__icontains=query)
    return rows.order_by("issued_on", "series", "sequence")


REGISTER_COLUMNS = (
    "STT", "Số", "Họ tên", "Ngày sinh", "Đơn vị", "GPHN/CCHN", "Nội dung", "Hình thức", "Từ", "Đến", "Số tiết",
    "Giờ tín chỉ", "QĐ cấp (số)", "QĐ cấp (ngày)",
    "Ngày cấp", "Người ký", "Ngày nhận", "Ký nhận", "Ghi chú",
)  # fmt: skip


def register_row(place: int, certificate: Certificate, on: dt.date) -> list[str]:
    """Returns one line of the register, from the frozen texts (domain (g)); the last column shows its state."""
    facts = certificate.facts
    person, activity = facts["person"], (facts["activities"] or [{}])[0]
    born = vietnamese_day(person["born_on"]) or str(person["born_year"] or "")
    day = vietnamese_day
    return [
        str(place), certificate.number, person["name"], born, person["workplace"], person["licence"],
        facts["subject"]["titles"]["vi"], activity.get("form", facts["subheading"]),
        day(facts["from"]), day(facts["to"] or facts["valid_to"]), activity.get("periods", ""), facts["hours"] or "",
        facts["decision"]["number"], day(facts["decision"]["on"]), day(facts["issued_on"]), facts["signer"]["name"],
        "", "", _fate(certificate, on),
    ]  # fmt: skip


def _fate(certificate: Certificate, on: dt.date) -> str:
    state = certificate.state_on(on)
    if state == CertificateState.REVOKED:
        revoked = certificate.revocation
        return f"Thu hồi {vietnamese_day(revoked.revoked_on)}: {in_language(revoked.public_reasons, 'vi')}"
    if state == CertificateState.SUPERSEDED:
        return f"Thay thế bằng {certificate.superseded_by.number}"
    return f"Thay thế {certificate.supersedes.number}" if certificate.supersedes else ""
