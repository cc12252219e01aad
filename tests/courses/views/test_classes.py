"""The CME office's pages of classes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from courses.domain.classes import enrol, open_class
from courses.enums import ClassState
from courses.models import CourseClass
from courses.views.classes import class_state
from tests.factories import courses as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return people.user("learner")


def test_class_pages_for_the_cme_office(client, learner):
    client.force_login(people.user("cme_office"))
    course = make.course()
    today = clock.today().isoformat()
    opened = client.post(
        reverse("class_list"),
        {"course": course.pk, "code": "K01", "starts_on": today, "ends_on": today, "place": "Hà Nội"},
    )
    group = course.classes.get()
    page = reverse("class_detail", args=[group.pk])
    assert opened["Location"] == page
    assert client.post(page, {"act": "enrol", "person": learner.person_id}).status_code == 302
    assert client.post(page, {"act": "paper", "kind": "open", "number": "1/QĐ", "day": today}).status_code == 302
    enrolment = group.enrolments.get()
    assert client.post(page, {"act": "attendance", "enrolment": enrolment.pk, "periods": "12,5"}).status_code == 302
    assert client.post(page, {"act": "attendance", "enrolment": enrolment.pk, "periods": "99"}).status_code == 400
    assert client.post(page, {"act": "dance"}).status_code == 400
    assert (
        client.post(
            reverse("class_list"), {"course": course.pk, "code": "K01", "starts_on": today, "ends_on": today}
        ).status_code
        == 409
    )
    shown = squeezed(client.get(page).content.decode())
    assert "1/QĐ" in shown
    assert learner.person.full_name in shown


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (dt.date(2026, 2, 28), ClassState.PLANNED),
        (dt.date(2026, 3, 1), ClassState.RUNNING),
        (dt.date(2026, 3, 31), ClassState.RUNNING),
        (dt.date(2026, 4, 1), ClassState.CLOSED),
    ],
)
def test_state_of_a_class_follows_from_its_days(day, state):
    assert class_state(CourseClass(starts_on=dt.date(2026, 3, 1), ends_on=dt.date(2026, 3, 31)), day) == state


@pytest.mark.parametrize(
    "wrong",
    [{"starts_on": "soon"}, {"ends_on": "2026-02-28"}, {"ends_on": ""}],
)
def test_class_without_whole_dates_is_refused_and_not_opened(client, wrong):
    client.force_login(people.user("cme_office"))
    typed = {"course": make.course().pk, "code": "K01", "starts_on": "2026-03-01", "ends_on": "2026-03-31"}

    sent = client.post(reverse("class_list"), typed | wrong)

    assert (sent.status_code, bool(sent.context["error"]), CourseClass.objects.count()) == (400, True, 0)


def test_learner_of_another_class_gets_no_attendance_here(client, learner):
    office = people.user("cme_office")
    client.force_login(office)
    course, day = make.course(), clock.today()
    here, there = [open_class(course, code=code, starts_on=day, ends_on=day, by=office) for code in ("K1", "K2")]
    enrolment = enrol(there, learner.person, by=office)

    sent = client.post(
        reverse("class_detail", args=[here.pk]), {"act": "attendance", "enrolment": enrolment.pk, "periods": "1"}
    )

    enrolment.refresh_from_db()
    assert (sent.status_code, enrolment.attended_periods) == (404, None)
