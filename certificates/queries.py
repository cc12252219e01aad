"""Questions about certificates and hours, across models; constant numbers of queries."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.cache import caches
from django.db.models import Exists, OuterRef, QuerySet

from certificates import cme
from certificates.enums import CertificateState, ClaimState, WindowMode
from certificates.models import (
    Certificate,
    CertificateFile,
    CmeCredit,
    CmeRegime,
    Confirmation,
    CreditClaim,
    RegimeMembership,
)
from certificates.numbering import read_code
from certificates.seal_check import SealCheck, verify_pdf
from certificates.units import unit_of_hours
from core.canonical import sha256
from core.dated import in_language
from courses.models import CourseCompletion
from staff.models import Person, Signature
from staff.values import value


def ready_to_issue() -> QuerySet[CourseCompletion]:
    """Completed courses with credit hours that no certificate was issued for: ready by the facts, not by a flag somebody sets."""
    issued = Certificate.objects.filter(completion=OuterRef("pk"))
    return (
        CourseCompletion.objects.filter(~Exists(issued), course__credit_hours__gt=0)
        .select_related("person", "course", "course_class")
        .order_by("completed_on", "pk")
    )


def competence_to_issue(on: dt.date) -> QuerySet[Confirmation]:
    """Confirmed qualifications that hold on a day and have no certificate of competence."""
    issued = Certificate.objects.filter(confirmation=OuterRef("pk"))
    return (
        Confirmation.objects.filter(~Exists(issued), qualified_from__lte=on)
        .exclude(valid_to__lt=on)
        .select_related("person", "version__sop", "version__release")
        .order_by("-qualified_from", "-pk")
    )


def signature_of(certificate: Certificate) -> Signature | None:
    """The signature it was issued under."""
    return (
        Signature.objects.filter(subject_type=Certificate._meta.label, subject_id=str(certificate.pk))
        .order_by("pk")
        .first()
    )


# ---- verification


@dataclass(frozen=True)
class Verdict:
    """What the public is told. `state`: valid, expired, superseded, revoked, altered, unknown. Without a certificate nothing is known."""

    state: str
    code: str = ""
    certificate: Certificate | None = None
    seal: SealCheck = field(default_factory=SealCheck)
    compared: bool = False  # an uploaded file was compared


ALTERED, UNKNOWN = "altered", "unknown"


def verify_by_code(text: str, on: dt.date) -> Verdict:
    """The certificate with this check code, whatever way it was typed, and whether what is kept of it is whole."""
    code = read_code(text)
    certificate = _find(check_code=code) if code else None
    if certificate is None:
        return Verdict(UNKNOWN, code=code or text[:40])
    return _verdict(certificate, on)


def verify_by_file(data: bytes, on: dt.date) -> Verdict:
    """A PDF somebody holds: byte for byte what was issued, or that with changes, or nothing of ours.

    The hash decides, so a stranger's file is never parsed. A file that names one of our codes, or begins with a document of ours
    and goes on, is altered.
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
    """Check the stored file against its hash and its seal, and the payload against its hash; kept by hash, as the answer cannot change."""
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


@dataclass(frozen=True)
class CmeStanding:
    """A person's hours on a day, by the regime that holds for them then."""

    regime: CmeRegime | None
    rule: cme.Rule
    standing: cme.Standing

    @property
    def percent(self) -> int:
        required = self.standing.required
        return min(int(self.standing.earned * 100 / required), 100) if required else 0

    @property
    def unit(self) -> str:
        return unit_of_hours(self.regime.unit if self.regime else "giờ tín chỉ")


def cme_standing(person: Person, on: dt.date) -> CmeStanding:
    """Earned, missing, next loss, forecast on the day the licence ends. Without a regime on record: the institution's general value."""
    membership = (
        RegimeMembership.objects.on(on).filter(person=person).select_related("regime").order_by("-valid_from").first()
    )
    licence = person.licences.on(on).first()
    rule = rule_for(membership, on)
    lines = [
        cme.Line(ended_on, hours)
        for ended_on, hours in CmeCredit.objects.standing().filter(person=person).values_list("ended_on", "hours")
    ]
    return CmeStanding(
        regime=membership.regime if membership else None,
        rule=rule,
        standing=cme.standing(rule, lines, on, renewal_on=licence.valid_to if licence else None),
    )


def rule_for(membership: RegimeMembership | None, on: dt.date) -> cme.Rule:
    """The rule of a regime for one person; the general value of the institution where no regime is on record ([D])."""
    if membership is None:
        return cme.Rule(hours=Decimal(value("cme_hours", on=on)), years=5, mode=WindowMode.ROLLING)
    regime = membership.regime
    return cme.Rule(
        hours=regime.hours,
        years=regime.period_years,
        mode=regime.window_mode,
        minimum_per_year=regime.minimum_per_year,
        counts_from=regime.counts_from,
        anchor=membership.anchor or (regime.counts_from if regime.window_mode == WindowMode.FIXED else None),
    )


def ledger(person: Person) -> QuerySet[CmeCredit]:
    """Every line, corrected ones too, newest activity first."""
    return (
        CmeCredit.objects.filter(person=person)
        .select_related("certificate", "claim", "corrected_by")
        .order_by("-ended_on", "-pk")
    )


def open_claims() -> QuerySet[CreditClaim]:
    """Claims nobody has decided, oldest first."""
    return (
        CreditClaim.objects.filter(decision=None)
        .select_related("person", "row", "claimed_by")
        .order_by("recorded_at", "pk")
    )


def claims_of(person: Person) -> QuerySet[CreditClaim]:
    return CreditClaim.objects.filter(person=person).select_related("row", "decision").order_by("-recorded_at", "-pk")


def claim_state(claim: CreditClaim) -> str:
    """Pending, verified or rejected; the decision was fetched with the claim."""
    decision = getattr(claim, "decision", None)
    if decision is None:
        return ClaimState.PENDING
    return ClaimState.VERIFIED if decision.accepted else ClaimState.REJECTED


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
    "STT", "Số", "Họ tên", "Ngày sinh", "Đơn vị", "GPHN/CCHN", "Nội dung", "Hình thức", "Từ", "Đến", "Số tiết", "Giờ tín chỉ", "QĐ cấp (số)", "QĐ cấp (ngày)",
    "Ngày cấp", "Người ký", "Ngày nhận", "Ký nhận", "Ghi chú",
)  # fmt: skip


def register_row(place: int, certificate: Certificate, on: dt.date) -> list[str]:
    """One line of the register, from the frozen texts (domain (g)); the last column tells its fate."""
    facts = certificate.facts
    person, activity = facts["person"], (facts["activities"] or [{}])[0]
    born = _vn(person["born_on"]) if person["born_on"] else str(person["born_year"] or "")
    return [
        str(place), certificate.number, person["name"], born, person["workplace"], person["licence"], facts["subject"]["titles"]["vi"],
        activity.get("form", facts["subheading"]), _vn(facts["from"]), _vn(facts["to"] or facts["valid_to"]), activity.get("periods", ""), facts["hours"] or "",
        facts["decision"]["number"], _vn(facts["decision"]["on"]), _vn(facts["issued_on"]), facts["signer"]["name"], "", "", _fate(certificate, on),
    ]  # fmt: skip


def _fate(certificate: Certificate, on: dt.date) -> str:
    state = certificate.state_on(on)
    if state == CertificateState.REVOKED:
        return f"Thu hồi {certificate.revocation.revoked_on:%d/%m/%Y}: {in_language(certificate.revocation.public_reasons, 'vi')}"
    if state == CertificateState.SUPERSEDED:
        return f"Thay thế bằng {certificate.superseded_by.number}"
    return f"Thay thế {certificate.supersedes.number}" if certificate.supersedes else ""


def _vn(day: str | None) -> str:
    return f"{dt.date.fromisoformat(day):%d/%m/%Y}" if day else ""
