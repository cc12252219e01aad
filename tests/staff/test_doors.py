"""The doors: e-mail log-in in front of everything, lock-out on guessing, idle log-out,
no way round the second factor.
"""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def _log_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_log_in_with_email_and_password(client):
    user = make.user("learner")

    response = _log_in(client, user.email.upper(), make.PASSWORD)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditEvent.objects.filter(action="login").count() == 1


def test_wrong_password_is_on_the_trail_without_the_secret(client):
    user = make.user("learner")

    _log_in(client, user.email, "not-the-password")

    line = AuditEvent.objects.get(action="login_failed")
    assert line.object_name == user.email
    assert "not-the-password" not in line.data


def test_guessing_locks_even_the_right_password_out(client):
    user = make.user("learner")
    for _ in range(6):
        _log_in(client, user.email, "guess")

    _log_in(client, user.email, make.PASSWORD)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_wagtails_own_doors_lead_to_ours(client, path):
    user = make.user("admin")

    response = client.post(path, {"username": user.email, "password": make.PASSWORD})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    response = client.get(reverse("account_signup"))

    assert b'name="password1"' not in response.content


def test_idle_account_is_logged_out(client, settings):
    client.force_login(make.user("learner"))
    session = client.session
    session["last_act"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()

    client.get(reverse("profile"))

    assert "_auth_user_id" not in client.session


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


def test_pings_of_an_open_editor_do_not_keep_an_account_in(client, settings):
    client.force_login(make.user("trainer"))
    session = client.session
    before = session["last_act"] = time.time() - settings.SESSION_IDLE_SECONDS + 60
    session.save()

    client.get("/healthz")

    assert client.session["last_act"] == before


def test_closed_account_cannot_log_in(client):
    user = make.user("learner")
    user.is_active = False
    user.save()

    _log_in(client, user.email, make.PASSWORD)

    assert "_auth_user_id" not in client.session
