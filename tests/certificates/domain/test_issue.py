from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from audit import trail
from audit.models import AuditEvent
from certificates.domain.issue import issue_certificate, issue_competence, revoke_certificate, supersede_certificate
from certificates.domain.numbers import set_pattern, void_number
from certificates.models import Certificate, CertificateFile, CmeCredit, NumberSequence, Revocation
from certificates.numbering import NumberParts, read_code
from certificates.payload import Decision
from certificates.queries import ready_to_issue
from certificates.seal import sealing as seal
from certificates.seal.check import verify_pdf
from certificates.verification import check_certificates
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from core.pdf import GlyphMissing
from qualification.models import Confirmation
from staff.domain.people import rename_person
from staff.domain.sign import holds
from staff.models import Signature
from tests.factories import certificates as issued
from tests.factories import courses
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def nothing_issued() -> bool:
    counts = [model.objects.count() for model in (Certificate, CertificateFile, CmeCredit, NumberSequence)]
    return counts == [0, 0, 0, 0] and not AuditEvent.objects.filter(action="certificate_issued").exists()


def test_issue_freezes_numbers_signs_and_credits():
    director = issued.director()
    completion = issued.completion()
    assert list(ready_to_issue()) == [completion]

    certificate = issue_certificate(completion, by=director, proof=make.proof(director))

    facts, today = certificate.facts, clock.today()
    assert certificate.number == f"0001/{today.year}/CME-MSC"
    assert read_code(certificate.check_code) == certificate.check_code
    assert (certificate.hours, certificate.valid_to, certificate.issued_on) == (Decimal(16), None, today)
    assert facts["person"]["name"] == "Trần Minh Khuê"
    assert facts["decision"] == {"number": "030/QĐ-VCN", "on": today.isoformat()}
    assert facts["signer"] == {
        "title": "VIỆN TRƯỞNG",
        "name": "GS.TS. Hoàng Việt An",
        "stamp": "H.V.A",
        "on_behalf": "",
    }
    assert verify_pdf(bytes(certificate.file.pdf)).good
    signature = Signature.objects.get(subject_type="certificates.Certificate", subject_id=str(certificate.pk))
    assert (signature.meaning, signature.printed_role) == ("certificate", "VIỆN TRƯỞNG")
    assert holds(signature, content_hash=certificate.sha256)
    credit = CmeCredit.objects.get()
    assert (credit.hours, credit.person_id, credit.evidence) == (Decimal(16), completion.person_id, certificate.number)
    assert credit.conversion["clause"].startswith("TT 32/2023")
    assert list(ready_to_issue()) == []
    assert check_certificates() == (1, [])
    assert trail.verify()[1] == []


def test_second_issue_is_a_conflict_and_uses_no_number():
    director = issued.director()
    completion = issued.completion()
    first = issue_certificate(completion, by=director, proof=make.proof(director))
    with pytest.raises(Conflict, match=first.number):
        issue_certificate(completion, by=director, proof=make.proof(director))
    assert NumberSequence.objects.get().last == 1
    assert Certificate.objects.count() == 1


def test_numbers_follow_each_other_and_begin_anew_each_year():
    director = issued.director()
    this_year = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)
    next_year = dt.datetime(2026, 12, 31, 17, tzinfo=dt.UTC)  # in Hà Nội this is the first of January
    numbers = [issued.certificate(issued.learner(f"Lê Văn {n}"), by=director, at=this_year).number for n in range(2)]
    numbers.append(
        issue_certificate(
            issued.completion(issued.learner("Lê Thị Ba"), at=this_year),
            by=director,
            proof=make.proof(director),
            at=next_year,
        ).number
    )
    assert numbers == ["0001/2026/CME-MSC", "0002/2026/CME-MSC", "0001/2027/CME-MSC"]


def test_a_register_taken_over_is_continued():
    director = issued.director()
    year = clock.today().year
    taken = issued.certificate(by=director, number=f"0417/{year}/CME-MSC", check_code="MS8D-0NK9-S5KP")
    following = issued.certificate(issued.learner("Lê Văn Tám"), by=director)
    assert (taken.number, taken.check_code, following.number) == (
        f"0417/{year}/CME-MSC",
        "MS8D-0NK9-S5KP",
        f"0418/{year}/CME-MSC",
    )
    completion = issued.completion(issued.learner("Lê Văn Chín"))
    for number, code in ((taken.number, ""), ("x", ""), (f"0500/{year}/CME-MSC", "MS8D-0NK9-S5KP")):
        with pytest.raises(Refused):
            issue_certificate(completion, by=director, proof=make.proof(director), number=number, check_code=code)
    assert NumberSequence.objects.get().last == 418


def test_void_numbers_keep_their_reason_and_are_passed_over():
    director = issued.director()
    unit, year = issued.issuer(), clock.today().year
    parts = NumberParts(year=year, course="CME-MSC")
    with pytest.raises(Refused):
        void_number("TT32-A", unit, parts, by=director, reason=" ")
    void = void_number("TT32-A", unit, parts, by=director, reason="Phôi in hỏng")
    assert (void.number, issued.certificate(by=director).number) == (f"0001/{year}/CME-MSC", f"0002/{year}/CME-MSC")


def test_a_new_pattern_continues_the_count_from_its_day():
    director = issued.director()
    set_pattern(
        "TT32-A",
        "{seq}/{year}/{unit}-BYT",
        by=make.one("admin"),
        valid_from=clock.today() - dt.timedelta(days=1),
        reason="Mẫu số mới của Viện",
    )
    assert issued.certificate(by=director).number == f"1/{clock.today().year}/MH01-BYT"
    assert issued.certificate(issued.learner("Lê Văn Tám"), by=director).number == f"2/{clock.today().year}/MH01-BYT"


def test_a_deputy_signs_on_behalf_of_the_head():
    issued.director()
    deputy = issued.director("deputy_director")
    assert issued.certificate(by=deputy).facts["signer"]["on_behalf"] == "KT. VIỆN TRƯỞNG"


def refused(completion, by, **fields):
    with pytest.raises(Refused) as refusal:
        issue_certificate(completion, by=by, proof=make.proof(by), **fields)
    assert nothing_issued()
    return str(refusal.value)


def test_issue_needs_the_role_and_the_appointment():
    completion = issued.completion()
    issued.issuer()
    assert isinstance(refused(completion, make.user("cme_office")), str)
    assert refused(completion, issued.director(duty=""))
    former = issued.director(duty="")
    make.appointment(former.person, "director", valid_to=clock.today() - dt.timedelta(days=1))
    assert refused(completion, former)


def test_issue_needs_a_decision_not_later_than_the_day():
    director = issued.director()
    self_taught = issued.completion(course=issued.course_of("CME-X"), attended=None)
    assert refused(self_taught, director)
    assert refused(self_taught, director, decision=Decision("1/QĐ", clock.today() + dt.timedelta(days=1)))
    assert refused(self_taught, director, decision=Decision(" ", clock.today()))
    certificate = issue_certificate(
        self_taught, by=director, proof=make.proof(director), decision=Decision("1/QĐ", clock.today())
    )
    assert certificate.facts["decision"]["number"] == "1/QĐ"


def test_issue_needs_credit_hours():
    director = issued.director()
    assert refused(issued.completion(course=issued.course_of("CME-0", hours=0)), director)


def test_nobody_signs_their_own_certificate():
    director = issued.director()
    make.AccessGrant.objects.create(person=director.person, role="learner", valid_from=make.LONG_AGO)
    assert refused(issued.completion(director), director)


def test_not_before_the_course_was_complete():
    director = issued.director()
    assert refused(issued.completion(), director, at=clock.now() - dt.timedelta(days=2), decision=issued.DECISION)


def test_without_a_seal_nothing_is_issued(settings, tmp_path):
    director = issued.director()
    completion = issued.completion()
    settings.KEYS_DIR = tmp_path
    with pytest.raises(seal.SealMissing):
        issue_certificate(completion, by=director, proof=make.proof(director))
    assert nothing_issued()


def test_a_name_that_cannot_be_printed_issues_nothing():
    director = issued.director()
    completion = issued.completion(issued.learner("𠮷野 Trần"))
    with pytest.raises(GlyphMissing):
        issue_certificate(completion, by=director, proof=make.proof(director))
    assert nothing_issued()


def test_if_the_trail_cannot_be_written_nothing_is_issued(monkeypatch):
    director = issued.director()
    completion = issued.completion()

    def broken(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("certificates.domain.issue.record", broken)
    with pytest.raises(RuntimeError):
        issue_certificate(completion, by=director, proof=make.proof(director))
    assert nothing_issued()


def test_later_changes_of_person_and_course_change_nothing():
    certificate = issued.certificate()
    before = (certificate.payload, bytes(certificate.file.pdf))
    rename_person(certificate.person, full_name="Trần Thị Khác", by=make.user("admin"), reason="Kết hôn")
    course = certificate.completion.course
    course.title = "Khác"
    course.save()
    again = Certificate.objects.get(pk=certificate.pk)
    assert (again.payload, bytes(again.file.pdf)) == before
    assert again.facts["person"]["name"] == "Trần Minh Khuê"


def test_supersede_corrects_the_person_and_keeps_what_was_certified():
    director = issued.director()
    first = issued.certificate(by=director)
    first.person.born_on = dt.date(1983, 2, 1)
    first.person.save()
    with pytest.raises(Refused):
        supersede_certificate(first, by=director, proof=make.proof(director), reasons={"vi": " "})
    second = supersede_certificate(first, by=director, proof=make.proof(director), reasons={"vi": "In sai năm sinh."})
    first = Certificate.objects.with_fate().get(pk=first.pk)
    assert (first.state_on(clock.today()), second.state_on(clock.today())) == ("superseded", "valid")
    assert second.facts["person"]["born_on"] == "1983-02-01"
    assert second.facts["activities"] == first.facts["activities"]
    assert second.facts["source"] == first.facts["source"]
    assert second.number != first.number
    assert [(line.evidence, line.hours) for line in CmeCredit.objects.valid()] == [(second.number, Decimal(16))]
    with pytest.raises(Conflict):
        supersede_certificate(first, by=director, proof=make.proof(director), reasons={"vi": "Lại"})
    assert verify_pdf(bytes(second.file.pdf)).good


def revoke(certificate, by, **fields):
    values = {
        "reason": "Có người khác làm bài hộ.",
        "public_reasons": {"vi": "Hủy kết quả kiểm tra."},
        "document": "QĐ-26-019",
        **fields,
    }
    return revoke_certificate(certificate, by=by, proof=make.proof(by), **values)


def test_revoke_is_public_and_takes_the_hours_back():
    director = issued.director()
    certificate = issued.certificate(by=director)
    revocation = revoke(certificate, director)
    certificate = Certificate.objects.with_fate().get(pk=certificate.pk)
    assert certificate.state_on(clock.today()) == "revoked"
    assert revocation.public_reason == "Hủy kết quả kiểm tra."
    assert [line.hours for line in CmeCredit.objects.valid()] == [Decimal(0)]
    event = AuditEvent.objects.get(action="certificate_revoked")
    assert event.reason == "Có người khác làm bài hộ."
    assert json.loads(event.data)["new"]["document"] == "QĐ-26-019"
    with pytest.raises(Conflict):
        revoke(certificate, director)


def test_revoke_needs_role_reasons_and_a_day_that_has_come():
    director = issued.director()
    certificate = issued.certificate(by=director)
    with pytest.raises(NotAllowed):
        revoke(certificate, make.user("trainer"))
    tomorrow, before = clock.today() + dt.timedelta(days=1), certificate.issued_on - dt.timedelta(days=1)
    for fields in ({"reason": ""}, {"public_reasons": {"vi": ""}}, {"on": tomorrow}, {"on": before}):
        with pytest.raises(Refused):
            revoke(certificate, director, **fields)
    assert not Revocation.objects.exists()


def test_competence_has_a_last_day_and_no_hours():
    director = issued.director()
    version = courses.released()
    today = clock.today()
    confirmation = Confirmation.objects.create(
        person=issued.learner().person,
        version=version,
        qualified_from=today,
        valid_to=today + dt.timedelta(days=30),
        by=make.person(),
        recorded_at=clock.now(),
        sha256="0" * 64,
    )
    certificate = issue_competence(confirmation, by=director, proof=make.proof(director))
    assert (certificate.number, certificate.hours) == (f"NL-0001/{today.year}", None)
    states = [certificate.state_on(today + dt.timedelta(days=days)) for days in (0, 30, 31)]
    assert states == ["valid", "valid", "expired"]
    assert not CmeCredit.objects.exists()
    with pytest.raises(Conflict):
        issue_competence(confirmation, by=director, proof=make.proof(director))
