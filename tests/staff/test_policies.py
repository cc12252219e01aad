"""Which role reads which record about a person who is somebody else."""

from __future__ import annotations

import pytest

from certificates.credit.policies import can_read_claim
from certificates.policies import can_read_certificate
from courses.domain.attempts import start_attempt
from courses.policies import can_read_assessment, can_read_attempt
from inspection.views.person import audit_person
from staff.enums import AccessRole as R
from staff.policies import OFFICES, Record, can_read_record
from tests.factories import certificates as certs
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
PEOPLE = {R.TRAINER, R.QA_APPROVER, R.CME_OFFICE, R.DIRECTOR, R.AUDITOR}
READERS = {
    Record.WHOLE: PEOPLE,
    Record.ATTEMPT: PEOPLE,
    Record.ASSESSMENT: PEOPLE,
    Record.CERTIFICATE: PEOPLE | {R.TECHNICAL_REVIEWER},  # reads the matrix, and what it rests on
    Record.CREDIT_CLAIM: PEOPLE | {R.TECHNICAL_REVIEWER},
}


@pytest.mark.parametrize("kind", Record)
@pytest.mark.parametrize("role", R.values)
def test_a_role_reads_exactly_these_records_of_others(kind: Record, role: str) -> None:
    reader = make.user(role)

    assert can_read_record(make.person().pk, by=reader, kind=kind) is (role in READERS[kind])
    assert can_read_record(reader.person_id, by=reader, kind=kind)


@pytest.mark.parametrize("kind", Record)
def test_an_account_of_nobody_has_no_record_of_its_own(kind: Record) -> None:
    nobody = make.user("learner")
    nobody.person = None

    assert not can_read_record(None, by=nobody, kind=kind)


def test_the_page_of_a_person_is_for_those_who_read_the_whole() -> None:
    assert OFFICES[Record.WHOLE] == (audit_person.needs,)


@pytest.mark.parametrize("role", R.values)
def test_attempts_and_practice_are_read_by_the_same_table(role: str) -> None:
    learner, assessor, reader = make.user("learner"), make.user("assessor"), make.user(role)
    attempt = start_attempt(teach.quiz(n=1), by=learner)
    record = facts.practised(learner.person, None, facts.clock.today(), assessor=assessor.person)

    assert can_read_attempt(attempt, reader) is (role in READERS[Record.ATTEMPT])
    assert can_read_assessment(record, reader) is (role in READERS[Record.ASSESSMENT])
    assert (can_read_attempt(attempt, learner), can_read_attempt(attempt, assessor)) == (True, False)
    assert (can_read_assessment(record, learner), can_read_assessment(record, assessor)) == (True, True)


@pytest.mark.parametrize("role", R.values)
def test_certificates_and_claims_are_read_by_the_same_table(role: str) -> None:
    learner, colleague, reader = certs.learner(), make.user("learner"), make.user(role)
    certificate, claim = certs.certificate(learner), certs.claim(learner.person, by=learner)

    assert can_read_certificate(certificate, reader) is (role in READERS[Record.CERTIFICATE])
    assert can_read_claim(claim, reader) is (role in READERS[Record.CREDIT_CLAIM])
    assert (can_read_certificate(certificate, learner), can_read_certificate(certificate, colleague)) == (True, False)
    assert (can_read_claim(claim, learner), can_read_claim(claim, colleague)) == (True, False)
