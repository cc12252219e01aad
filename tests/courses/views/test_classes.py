"""The CME office's pages of classes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core import clock
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
