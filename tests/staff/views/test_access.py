"""Who is let in at all, and what somebody logged out is told."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import reverse

from staff.permissions import May
from staff.views.access import for_every_account, needs, open_to_public
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_a_script_without_session_is_told_so(client):
    response = client.post(
        reverse("attempt_submit", args=[1]), {"text": "Ly tâm"}, headers={"accept": "application/json"}
    )

    assert response.status_code == 401
    assert "why" in response.json()
    assert "saved" not in response.json()


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/vi/attempts/1/?q=2", "%2Fvi%2Fattempts%2F1%2F%3Fq%3D2"),
        ("https://evil.example/", "next=%2Fvi%2F"),
    ],
)
def test_a_form_without_session_gives_the_words_back(client, referer, back):
    response = client.post(
        reverse("attempt_submit", args=[1]),
        {"comment": "Giữ ở 2–8 °C", "password": "my secret words", "pk": "7"},
        headers={"referer": referer},
    )
    page = response.content.decode()

    assert response.status_code == 401
    assert "Giữ ở 2–8 °C" in page
    assert "my secret words" not in page
    assert back in page
    assert "evil" not in page


def test_a_visitor_is_led_to_the_log_in_and_back_to_the_whole_address(client):
    response = client.get(reverse("people") + "?q=1")

    assert (response.status_code, response["Location"]) == (
        302,
        f"{reverse('account_login')}?next={reverse('people')}%3Fq%3D1",
    )


@pytest.mark.parametrize(("role", "status"), [("admin", 200), ("director", 403)])
def test_a_door_opens_to_the_roles_of_its_act(client, role, status):
    client.force_login(make.user(role))

    assert client.get(reverse("value_list")).status_code == status


def test_the_marks_of_the_doors_are_what_they_were_given():
    def view(request):
        return HttpResponse()

    assert needs(May.READ_TRAIL)(view).needs == May.READ_TRAIL
    assert for_every_account(view).needs is None
    assert (open_to_public(view), view.is_public) == (view, True)
