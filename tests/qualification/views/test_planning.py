"""The plan of practice in the browser: who needs a day, planning it, taking it out again."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from qualification.domain.planning import plan
from qualification.models import PlannedAppointment
from tests.factories import facts
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
PLAN = "/en/practice/plan/"
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture
def bao():
    who = make.user("trainer", full_name="Phạm Quốc Bảo")
    make.appointment(who.person, "practical_assessor")
    return who


@pytest.fixture
def trainer(client: Client, bao) -> Client:
    client.force_login(bao)
    return client


def needing(name="Trần Minh Khuê"):
    """A person who has read an SOP and must practise it."""
    who, sop, role = make.person(name), facts.sop(), make.job_role()
    version = facts.version(sop, days(-10))
    facts.requires(role, sop)
    make.assignment(who, role, recorded_at=facts.noon(days(-400)))
    facts.read(who, version, days(-9))
    return who, sop


def text(answer) -> str:
    return unescape(squeezed(answer.content.decode()))


def fields(who, of, bao, **changed):
    return {
        "person": who.pk, "activity": "supervised_run", "sop": of.pk, "day": days(3).isoformat(), "time": "14:00",
        "place": "Phòng sạch 2",
        "assessor": bao.person_id, "number": "1", "of": "3", **changed,
    }  # fmt: skip


def test_who_needs_practice_gets_a_link_that_fills_the_form(trainer) -> None:
    who, sop = needing()

    html = text(trainer.get(PLAN))

    assert "<b>1 practice</b> has no day yet." in html
    url = f"{PLAN}?person={who.pk}&sop={sop.number}&activity=supervised_run&number=1&of=3#form"
    assert f'href="{url}"' in html
    form = text(trainer.get(url))
    assert f'<option value="{who.pk}" selected>' in form
    assert f'<option value="{sop.pk}" selected>{sop.number}' in form
    assert 'name="of" value="3"' in form


def test_appointment_is_planned_and_the_need_is_gone(trainer, bao) -> None:
    who, sop = needing()

    answer = trainer.post(PLAN, fields(who, sop, bao), follow=True)

    row = PlannedAppointment.objects.get()
    assert (row.person, row.sop, row.day, row.time, row.number, row.of, row.assessor) == (
        who,
        sop,
        days(3),
        dt.time(14),
        1,
        3,
        bao.person,
    )
    assert "Everybody who needs practice has a day." in text(answer)


@pytest.mark.parametrize(
    "changed",
    [
        {"day": days(-1).isoformat()},
        {"day": "nonsense"},
        {"person": ""},
        {"person": "999999"},
        {"activity": "party"},
        {"time": "25:00"},
        {"number": "4"},
        {"sop": "1 OR 1=1"},
    ],
)
def test_bad_input_comes_back_with_a_sentence(trainer, bao, changed) -> None:
    who, sop = needing()

    answer = trainer.post(PLAN, fields(who, sop, bao, **changed))

    assert (answer.status_code, PlannedAppointment.objects.count()) == (400, 0)
    assert 'class="error-summary"' in text(answer)
    assert 'value="Phòng sạch 2"' in text(answer)


def test_second_click_is_a_conflict(trainer, bao) -> None:
    who, sop = needing()
    trainer.post(PLAN, fields(who, sop, bao))

    assert trainer.post(PLAN, fields(who, sop, bao)).status_code == 409
    assert PlannedAppointment.objects.count() == 1


def test_assessor_chosen_must_be_appointed_for_the_sop(trainer, bao) -> None:
    who, sop = needing()
    narrow = make.person("Vương Đức")
    make.appointment(narrow, "practical_assessor", ["MSC-SOP-QC-001"])

    answer = trainer.post(PLAN, fields(who, sop, bao, assessor=narrow.pk))

    assert answer.status_code == 400
    assert f"Vương Đức was not appointed to assess practice of {sop.number}" in text(answer)


def test_plan_of_one_sop_shows_that_sop_only(trainer) -> None:
    needing("Trần An")
    who, sop = needing("Lê Bình")

    html = text(trainer.get(f"{PLAN}?sop={sop.number}"))

    assert "<b>1 practice</b> has no day yet." in html
    assert f'<span class="visually-hidden">: {who.full_name}</span>' in html


def test_appointment_is_cancelled_with_a_reason(trainer, bao) -> None:
    who, sop = needing()
    row = plan(who, by=bao, day=days(3), activity="supervised_run", sop=sop)
    url = reverse("appointment_cancel", args=[row.pk])

    assert trainer.post(url, {"reason": " "}).status_code == 400
    assert trainer.post(url, {"reason": "Máy hỏng"}).status_code == 302
    assert trainer.post(url, {"reason": "Máy hỏng"}).status_code == 409
    assert trainer.get(url).status_code == 405
    row.refresh_from_db()
    assert row.cancelled_at is not None
    assert "<b>1 practice</b> has no day yet." in text(trainer.get(PLAN))


def test_the_number_of_queries_does_not_grow(trainer, bao) -> None:
    def ask() -> int:
        trainer.get(PLAN)
        with CaptureQueriesContext(connection) as found:
            assert trainer.get(PLAN).status_code == 200
        return len(found)

    def more() -> None:
        needing()
        who, sop = needing()
        plan(who, by=bao, day=days(3), activity="supervised_run", sop=sop, assessor=bao.person)

    more()
    few = ask()
    for _ in range(29):
        more()

    assert ask() == few
