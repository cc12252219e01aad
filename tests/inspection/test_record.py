"""The record of a person as of a day: what happened or was entered later does not stand in it."""

from __future__ import annotations

import datetime as dt

import pytest

from certificates.domain.issue import issue_competence, revoke_certificate
from inspection.record import record_of
from staff.models import AccessGrant, Licence
from tests.factories import certificates as issued
from tests.factories import courses, facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)


def days(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


@pytest.fixture
def who():
    return make.person("Lê Thảo Vy")


def test_certificate_has_the_state_of_the_day_as_it_was_known(who):
    director, version = issued.director(), courses.released(at=facts.noon(days(-300)))
    confirmation = facts.confirmed(who, version, days(-10), days(30))
    made = issue_competence(confirmation, by=director, proof=make.proof(director), at=facts.noon(days(-5)))
    revoke_certificate(
        made,
        by=director,
        proof=make.proof(director),
        reason="x",
        public_reasons={"vi": "y"},
        on=days(1),
        at=facts.noon(days(3)),
    )

    def state(day: int, known: int) -> list[str]:
        return [state for _certificate, state in record_of(who, days(day), facts.noon(days(known))).certificates]

    assert state(-6, 9) == state(0, -6) == []
    assert [state(0, 9), state(1, 2), state(1, 3), state(31, 2)] == [["valid"], ["valid"], ["revoked"], ["expired"]]


def test_corrected_practice_stands_with_what_is_in_its_place_once_that_is_known(who):
    version = facts.version(facts.sop(), days(-99))
    wrong = facts.practised(who, version, days(-9))
    right = facts.practised(who, version, days(-9), supersedes=wrong, known=facts.noon(days(2)))

    before = record_of(who, days(0), facts.noon(days(1))).practice
    after = record_of(who, days(0), facts.noon(days(3))).practice

    assert before == [(wrong, None)]
    assert set(after) == {(right, None), (wrong, right)}
    assert record_of(who, days(-10), facts.noon(days(3))).practice == []


def test_roles_duties_access_and_licences_are_those_of_the_day_and_before(who):
    role = make.job_role()
    for start in (-9, 9):
        make.assignment(who, role, days(start), recorded_at=facts.noon(days(-9)))
        make.appointment(who, "practical_assessor", valid_from=days(start), recorded_at=facts.noon(days(-9)))
        AccessGrant.objects.create(person=who, role="learner", valid_from=days(start))
        Licence.objects.create(person=who, kind="GPHN", number=str(start), valid_from=days(start), valid_to=days(start))
    make.assignment(who, make.job_role(), days(-8), recorded_at=facts.noon(days(5)))

    found = record_of(who, days(0), facts.noon(days(0)))

    rows = (found.assignments, found.duties, found.grants, found.licences)
    assert [[row.valid_from for row in kind] for kind in rows] == [[days(-9)]] * 4


def test_restrictions_stand_newest_first(who):
    first, second = facts.event(who, "suspension", days(-9)), facts.event(who, "lifted", days(-2))
    facts.event(who, "suspension", days(1))

    assert record_of(who, days(0), facts.noon(days(9))).events == [second, first]


def test_documents_the_person_is_not_qualified_for_come_first_and_are_counted(who):
    role = make.job_role()
    make.assignment(who, role, days(-300), recorded_at=facts.noon(days(-300)))
    versions = [facts.version(facts.sop(f"MSC-SOP-ISO-60{n}"), days(-99)) for n in range(3)]
    for version in versions[:2]:
        facts.requires(role, version.sop, "read", months=None)
    for version in (versions[0], versions[2]):
        facts.read(who, version, days(-9))

    found = record_of(who, days(0), facts.noon(days(0)))

    assert [one.sop for one in found.explanations] == [versions[1].sop, versions[0].sop, versions[2].sop]
    assert ([one.sop for one in found.required], found.qualified) == ([versions[1].sop, versions[0].sop], 1)


def test_signatures_are_those_given_by_the_day_and_known(who):
    given = [facts.signature(who, at=facts.noon(days(n))) for n in (-2, -1, 1)]

    assert list(record_of(who, days(0), facts.noon(days(9))).signatures) == [given[1], given[0]]
    assert list(record_of(who, days(0), facts.noon(days(-2))).signatures) == [given[0]]
