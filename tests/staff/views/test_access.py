"""Who is let in at all, and what somebody logged out is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

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
