"""The page asks the database the same number of times, however much there is to do."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.domain.classes import enrol, open_class
from courses.domain.completion import mark_lesson_done
from courses.queries import lessons_of
from qualification.domain.planning import plan
from sops.domain.translation import save_translation
from tests.factories import certificates as certs
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make
from tests.factories.today import NOW, asked, days, trained

pytestmark = pytest.mark.django_db
_numbers = itertools.count(700)


def _busy(who, role, n: int) -> None:
    """One more of everything that may stand on somebody's page."""
    sop, version = asked(role)
    trained(who, version, valid_to=days(17))
    facts.version(sop, days(10 + n), change_class="critical", known=NOW)
    asked(role)
    plan(who.person, by=make.one("trainer"), day=days(3), activity="supervised_run", sop=sop, assessor=_assessor())
    facts.practised(who.person, version, days(-1), accepted=False)
    draft = way.draft(f"MSC-SOP-CUL-{next(_numbers)}")
    save_translation(draft, "vi", "b1.text", "Ủ ở 37 °C trong 30 phút.", by=make.user("translator"))
    way.reviewed(way.draft(f"MSC-SOP-QC-{next(_numbers)}"), way.team())
    course = teach.course()
    mark_lesson_done(lessons_of(course)[0], by=who)
    enrol(
        open_class(course, code="K01", starts_on=days(-5), ends_on=days(9), by=make.one("trainer")),
        who.person,
        by=make.one("trainer"),
    )
    docs.released(effective_on=days(-800))
    certs.claim(make.person())
    make.user()


def _assessor():
    person = make.person()
    make.appointment(person, "practical_assessor")
    return person


@pytest.mark.parametrize(
    "roles",
    [
        ("learner",),
        ("trainer",),
        ("translator", "qa_approver"),
        ("technical_reviewer",),
        ("assessor", "cme_office", "director"),
        ("admin", "learner"),
    ],
)
def test_the_number_of_queries_does_not_grow(client, roles) -> None:
    who = make.user(*roles)
    role = make.job_role()
    make.assignment(who.person, role, recorded_at=facts.noon(days(-400)))
    client.force_login(who)
    counts = []
    for size in (1, 6):
        for n in range(size):
            _busy(who, role, n)
        client.get("/en/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/en/").status_code == 200
        counts.append(len(found))

    assert counts[0] == counts[1]
