"""Who reads, signs and receives a certificate: each rule on its boundary."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from django.utils import translation

from certificates.domain.issue import issue_certificate, supersede_certificate
from certificates.models import Certificate
from certificates.payload import Decision
from certificates.policies import can_read_certificate, check_can_issue
from core import clock
from core.canonical import canonical, sha256
from core.errors import NotAllowed, Refused
from courses.models import CourseCompletion
from staff.enums import AccessRole
from staff.models import User
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db

READERS = {"trainer", "technical_reviewer", "qa_approver", "cme_office", "director", "auditor"}


@pytest.fixture(autouse=True)
def _source_language():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def test_certificate_is_read_by_its_owner_and_by_those_who_keep_records():
    owner = issued.learner()
    certificate = issued.certificate(owner)

    others = {role: can_read_certificate(certificate, make.user(role)) for role in AccessRole.values}

    assert can_read_certificate(certificate, owner)
    assert {role for role, may in others.items() if may} == READERS


def test_certificate_of_somebody_else_is_not_found_on_either_address(client):
    certificate = issued.certificate()
    client.force_login(make.user("learner"))

    pages = [f"/vi/certificates/{certificate.pk}/", f"/vi/certificates/{certificate.pk}/pdf/"]

    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize(
    "printed", ["Hoàng Việt An", "GS.TS. Hoàng Việt An", unicodedata.normalize("NFD", "Hoàng Việt An")]
)
def test_who_taught_does_not_sign(printed):
    director = issued.director()
    course = issued.course_of("CME-T", programme={"lecturers": [{"name": printed, "role": "lead", "topics": {}}]})
    completion = issued.completion(course=course)

    with pytest.raises(NotAllowed, match="taught"):
        issue_certificate(completion, by=director, proof=make.proof(director))
    assert not Certificate.objects.exists()


def test_who_taught_does_not_sign_a_correction_either():
    head = issued.director()
    course = issued.course_of("CME-T", programme={"lecturers": [{"name": "Lê Văn Tám", "role": "lead", "topics": {}}]})
    certificate = issue_certificate(issued.completion(course=course), by=head, proof=make.proof(head))
    taught = make.user("director", full_name="Lê Văn Tám")
    make.appointment(taught.person, "deputy_director")

    with pytest.raises(NotAllowed, match="taught"):
        supersede_certificate(certificate, by=taught, proof=make.proof(taught), reasons={"vi": "Sai năm sinh"})


def attended(periods: str) -> CourseCompletion:
    """A completion with so many of 16 periods attended: taken over, or of a course whose rule was milder then."""
    made = issued.completion()
    facts = {**made.snapshot, "class": {**made.snapshot["class"], "attended_periods": Decimal(periods)}}
    content = canonical(facts)
    return CourseCompletion.objects.create(
        person=issued.learner("Lê Thảo Vy").person,
        course=made.course,
        course_class=made.course_class,
        occasion=made.occasion,
        completed_on=made.completed_on,
        recorded_at=made.recorded_at,
        content=content,
        sha256=sha256(content),
    )


def test_attendance_is_looked_at_again_at_issue():
    director = issued.director()

    with pytest.raises(Refused, match=r"12\.7 of 16.* 80 %"):
        issue_certificate(attended("12.7"), by=director, proof=make.proof(director))
    assert not Certificate.objects.exists()


def test_eighty_per_cent_of_the_periods_are_enough_at_issue():
    director = issued.director()

    issue_certificate(attended("12.8"), by=director, proof=make.proof(director))

    assert Certificate.objects.get().person.full_name == "Lê Thảo Vy"


TODAY = clock.today()
DECISION = Decision("1/QĐ", TODAY)


@pytest.fixture
def director() -> User:
    return issued.director()


def test_attendance_is_asked_again_at_issue(director: User) -> None:
    completion = issued.completion(attended=Decimal(13))  # 81.25 of 80 %
    check_can_issue(completion, by=director, on=TODAY, decision=DECISION)

    completion.course.attendance_percent = Decimal(82)
    with translation.override("en"), pytest.raises(Refused, match=r"attended 13 of 16 periods.*less than the 82 %"):
        check_can_issue(completion, by=director, on=TODAY, decision=DECISION)


def test_the_institutions_share_of_the_day_of_completion_counts(director: User) -> None:
    completion = issued.completion(attended=Decimal(13))
    make.value("attendance_percent", 90, since=TODAY + dt.timedelta(days=1))
    check_can_issue(completion, by=director, on=TODAY + dt.timedelta(days=2), decision=DECISION)

    make.value("attendance_percent", 90, since=TODAY)
    with translation.override("en"), pytest.raises(Refused, match="less than the 90 %"):
        check_can_issue(completion, by=director, on=TODAY, decision=DECISION)
