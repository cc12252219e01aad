"""What waits for a certificate, what the public is told, and the register in the order of its numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from certificates.domain.issue import issue_competence, revoke_certificate, supersede_certificate
from certificates.models import Certificate, CertificateFile
from certificates.queries import (
    REGISTER_COLUMNS,
    competence_to_issue,
    kept_whole,
    ready_to_issue,
    register,
    register_row,
    signature_of,
    verify_by_code,
    verify_by_file,
)
from core import clock
from tests.factories import certificates as issued
from tests.factories import courses, facts
from tests.factories import staff as make
from tests.guards import without_guards

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture
def director():
    return issued.director()


def pdf(certificate: Certificate) -> bytes:
    return bytes(certificate.file.pdf)


def test_course_without_credit_hours_is_not_waiting(director):
    issued.completion(course=issued.course_of("CME-0", hours=0))
    waiting = issued.completion()

    assert list(ready_to_issue()) == [waiting]


def test_competence_waits_from_its_first_day_to_its_last_until_it_is_issued(director):
    version = courses.released()
    made = [
        facts.confirmed(make.person(), version, on, end)
        for on, end in ((days(0), None), (days(-9), days(0)), (days(-9), days(-1)), (days(1), None))
    ]

    assert list(competence_to_issue(TODAY)) == [made[0], made[1]]
    issue_competence(made[0], by=director, proof=make.proof(director))
    assert list(competence_to_issue(TODAY)) == [made[1]]


def test_code_is_found_however_it_is_typed_and_nothing_else_is(director):
    certificate = issued.certificate(by=director, check_code="MS8D-0NK9-S5KP")

    verdicts = [verify_by_code(typed, TODAY) for typed in ("ms8d onk9 s5kp", "MS8D-0NK9-S5KQ", "x" * 50)]

    assert [(verdict.state, verdict.certificate) for verdict in verdicts] == [
        ("valid", certificate), ("unknown", None), ("unknown", None),
    ]  # fmt: skip
    assert verdicts[2].code == "x" * 40


def test_file_is_ours_byte_for_byte_or_altered_or_unknown(director):
    certificate = issued.certificate(by=director)
    whole = pdf(certificate)
    page = whole.index(b"/Producer")

    files = [whole, whole[:page] + b"/producer" + whole[page + 9 :], whole + b"\n%more", b"%PDF-1.7 of somebody", b""]
    verdicts = [verify_by_file(data, TODAY) for data in files]

    assert [verdict.state for verdict in verdicts] == ["valid", "altered", "altered", "unknown", "unknown"]
    assert {verdict.compared for verdict in verdicts} == {True}
    assert [verdict.certificate for verdict in verdicts[:3]] == [certificate] * 3


@pytest.mark.parametrize("what", ["payload", "pdf", "gone"])
def test_certificate_whose_record_was_touched_in_the_database_is_altered(director, what):
    certificate = issued.certificate(by=director)
    assert kept_whole(certificate).good
    with without_guards():
        file = CertificateFile.objects.filter(certificate=certificate)
        if what == "payload":
            Certificate.objects.filter(pk=certificate.pk).update(payload=certificate.payload.replace("Khuê", "Khoa"))
        elif what == "pdf":
            file.update(pdf=pdf(certificate) + b" ")
        else:
            file.delete()

    verdict = verify_by_code(certificate.check_code, TODAY)

    assert (verdict.state, verdict.seal.good) == ("altered", False)


def test_signature_is_the_one_it_was_issued_under(director):
    certificate, other = issued.certificate(by=director), issued.certificate(issued.learner("Lê Văn Tám"), by=director)
    revoke_certificate(certificate, by=director, proof=make.proof(director), reason="x", public_reasons={"vi": "y"})

    assert signature_of(certificate).content_hash == certificate.sha256
    assert signature_of(other).content_hash == other.sha256


def test_register_is_in_the_order_of_its_numbers_and_narrowed_by_year_kind_and_words(director):
    people = [issued.learner(name) for name in ("Lê Văn Tám", "Trần Minh Khuê", "Đỗ Thu Hà")]
    first, second, third = (issued.certificate(who, by=director) for who in people)

    assert list(register()) == [first, second, third]
    assert list(register(query="Khuê")) == [second]
    assert list(register(query=third.number[:4])) == [third]
    assert list(register(year=TODAY.year, kind="cme")) == [first, second, third]
    assert [list(register(**one)) for one in ({"year": TODAY.year - 1}, {"kind": "competence"})] == [[], []]


def test_line_of_the_register_tells_what_was_frozen_and_the_fate(director):
    first = issued.certificate(by=director)
    second = supersede_certificate(first, by=director, proof=make.proof(director), reasons={"vi": "Sai năm sinh"})
    third = issued.certificate(issued.learner("Lê Văn Tám"), by=director)
    revoke_certificate(
        third, by=director, proof=make.proof(director), reason="Làm hộ.", public_reasons={"vi": "Hủy kết quả."}
    )

    lines = [
        dict(zip(REGISTER_COLUMNS, register_row(n, row, TODAY), strict=True)) for n, row in enumerate(register(), 1)
    ]

    today = f"{TODAY:%d/%m/%Y}"
    assert [line["Ghi chú"] for line in lines] == [
        f"Thay thế bằng {second.number}", f"Thay thế {first.number}", f"Thu hồi {today}: Hủy kết quả.",
    ]  # fmt: skip
    assert [line["STT"] for line in lines] == ["1", "2", "3"]
    shown = {
        name: lines[1][name]
        for name in ("Số", "Họ tên", "Ngày sinh", "Số tiết", "Giờ tín chỉ", "Ngày cấp", "QĐ cấp (số)")
    }
    assert shown == {
        "Số": second.number,
        "Họ tên": "Trần Minh Khuê",
        "Ngày sinh": "17/08/1991",
        "Số tiết": "16",
        "Giờ tín chỉ": "16",
        "Ngày cấp": today,
        "QĐ cấp (số)": "030/QĐ-VCN",
    }
