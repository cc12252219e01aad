from __future__ import annotations

import datetime as dt

import pytest

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, Refused
from staff.domain import people
from staff.models import Person, User
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)


def test_add_person_keeps_the_name_in_nfc():
    person = people.add_person(full_name="Nguyê\u0303n Thi\u0323 Hiê\u0300n", by=make.one("admin"))

    assert person.full_name == "Nguyễn Thị Hiền"


def test_open_account_twice_is_refused():
    person = make.person()
    people.open_account(person, email="A@Example.test", by=make.one("admin"))

    with pytest.raises(Conflict):
        people.open_account(person, email="b@example.test", by=make.one("admin"))

    assert User.objects.get(person=person).email == "a@example.test"


def test_nobody_grants_a_role_to_themselves():
    admin = make.user("admin")

    with pytest.raises(Refused):
        people.grant_access(admin.person, "qa_approver", by=admin, valid_from=DAY)

    assert admin.roles_on(clock.today()) == {"admin"}


def test_leave_ends_everything_and_keeps_the_records():
    user, role = make.user("learner"), make.job_role()
    row = make.assignment(user.person, role)

    people.leave(user.person, by=make.one("admin"), last_day=DAY, reason="nghỉ việc")

    row.refresh_from_db()
    user.refresh_from_db()
    assert (row.valid_to, user.is_active, user.person.employed_to) == (
        DAY,
        False,
        Person.objects.get(pk=user.person_id).employed_to,
    )
    assert AuditEvent.objects.filter(action="person_left").count() == 1
