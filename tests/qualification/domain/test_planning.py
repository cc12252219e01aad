"""The plan of practice: who plans, with whom, once; cancelled with a reason and never erased."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from qualification.domain.planning import cancel, plan
from qualification.models import PlannedAppointment
from staff.enums import AccessRole
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def trainer():
    return make.user("trainer", full_name="Phạm Quốc Bảo")


@pytest.mark.parametrize("role", AccessRole.values)
def test_who_plans(role) -> None:
    by, person = make.user(role), make.person()
    if role in (AccessRole.TRAINER, AccessRole.ASSESSOR):
        assert plan(person, by=by, day=TODAY, activity="aps").person == person
    else:
        with pytest.raises(NotAllowed):
            plan(person, by=by, day=TODAY, activity="aps")
        assert PlannedAppointment.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"day": days(-1)}, "day"), ({"activity": "party"}, "activity"), ({"activity": ""}, "activity")],
)
def test_refused_with_a_sentence_at_its_field(trainer, fields, field) -> None:
    with pytest.raises(Refused) as refused:
        plan(make.person(), by=trainer, **{"day": TODAY, "activity": "aps", **fields})

    assert refused.value.field == field
    assert PlannedAppointment.objects.count() == 0


def test_nobody_assesses_themselves(trainer) -> None:
    who = make.person()
    with pytest.raises(Refused, match="Nobody assesses themselves"):
        plan(who, by=trainer, day=TODAY, activity="assessment", assessor=who)


@pytest.mark.parametrize(
    ("scope", "until", "allowed"),
    [("all", None, True), (["MSC-SOP-ISO-901"], None, True), (["MSC-SOP-QC-901"], None, False), ("all", 4, False)],
)
def test_assessor_is_appointed_for_the_sop_on_that_day(trainer, scope, until, allowed) -> None:
    sop, sato = facts.sop("MSC-SOP-ISO-901"), make.person("Sato Kenichi")
    make.appointment(sato, "practical_assessor", scope, valid_to=days(until) if until else None)
    asked = {"by": trainer, "day": days(5), "activity": "assessment", "sop": sop, "assessor": sato}

    if allowed:
        assert plan(make.person(), **asked).assessor == sato
    else:
        with pytest.raises(Refused, match="Sato Kenichi was not appointed to assess practice of MSC-SOP-ISO-901"):
            plan(make.person(), **asked)


def test_second_click_plans_nothing_twice(trainer) -> None:
    who, sop = make.person(), facts.sop()
    plan(who, by=trainer, day=days(3), activity="assessment", sop=sop)

    with pytest.raises(Conflict):
        plan(who, by=trainer, day=days(3), activity="assessment", sop=sop)
    plan(who, by=trainer, day=days(4), activity="assessment", sop=sop)

    assert PlannedAppointment.objects.count() == 2


def test_cancelled_needs_a_reason_stays_on_record_and_frees_the_day(trainer) -> None:
    who = make.person()
    row = plan(who, by=trainer, day=days(3), activity="aps")
    with pytest.raises(Refused) as refused:
        cancel(row, by=trainer, reason="  ")
    assert refused.value.field == "reason"

    cancel(row, by=trainer, reason="Máy hỏng")
    row.refresh_from_db()
    assert row.cancelled_at is not None
    with pytest.raises(Conflict):
        cancel(row, by=trainer, reason="Lần nữa")

    assert plan(who, by=trainer, day=days(3), activity="aps").pk != row.pk
    lines = AuditEvent.objects.about("qualification.PlannedAppointment", row.pk).order_by("seq")
    assert [(line.action, line.reason) for line in lines] == [
        ("appointment_planned", ""),
        ("appointment_cancelled", "Máy hỏng"),
    ]


def test_learner_does_not_cancel() -> None:
    row = plan(make.person(), by=make.one("trainer"), day=days(3), activity="aps")
    with pytest.raises(NotAllowed):
        cancel(row, by=make.user("learner"), reason="x")
