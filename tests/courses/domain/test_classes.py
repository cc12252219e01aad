"""The class file: dates, papers, learners, attendance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from courses.domain.classes import add_document, enrol, open_class, record_attendance
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return people.user("learner")


def _class(course, who=None, start=30, end=5):
    today = clock.today()
    made = open_class(
        course, code=f"K{start}", starts_on=today - start * DAY, ends_on=today + end * DAY, by=people.one("trainer")
    )
    return enrol(made, who.person, by=people.one("trainer")) if who else made


def test_attendance_correction_needs_a_reason_and_is_on_the_trail(learner):
    office = people.user("cme_office")
    enrolment = _class(make.course(), learner)
    record_attendance(enrolment, periods=Decimal(10), by=office)
    with pytest.raises(Refused, match="reason"):
        record_attendance(enrolment, periods=Decimal(11), by=office)
    record_attendance(enrolment, periods=Decimal(11), by=office, reason="Đếm sót")
    assert '"old":{"periods":"10"' in AuditEvent.objects.filter(action="attendance_recorded").first().data
    with pytest.raises(Refused):
        record_attendance(enrolment, periods=Decimal(17), by=office)


def test_class_file_takes_each_paper_and_person_once(learner):
    course = make.course(max_learners=1)
    group = _class(course, learner).course_class
    add_document(group, kind="open", number="022/QĐ", day=clock.today(), by=people.one("trainer"))
    with pytest.raises(Conflict):
        add_document(group, kind="open", number="022/QĐ", day=clock.today(), by=people.one("trainer"))
    with pytest.raises(Refused, match="full"):
        enrol(group, people.person(), by=people.one("trainer"))
    with pytest.raises(Conflict):
        open_class(course, code=group.code, starts_on=clock.today(), ends_on=clock.today(), by=people.one("trainer"))
    with pytest.raises(NotAllowed):
        open_class(course, code="X", starts_on=clock.today(), ends_on=clock.today(), by=people.user("learner"))
