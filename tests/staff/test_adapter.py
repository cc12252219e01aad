"""The log-in: by e-mail, locked on guessing, closed with the account; nobody signs up."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

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


def test_nobody_signs_up(client):
    response = client.get(reverse("account_signup"))

    assert b'name="password1"' not in response.content


def test_closed_account_cannot_log_in(client):
    user = make.user("learner")
    user.is_active = False
    user.save()

    _log_in(client, user.email, make.PASSWORD)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("cookie", "address"), [("", "/ja/"), ("en", "/")])
def test_first_page_is_in_the_language_of_the_account_unless_the_browser_chose_one(client, settings, cookie, address):
    user = make.user("learner", language="ja")
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    with translation.override(cookie or "vi"):
        log_in = reverse("account_login")

    response = client.post(log_in, {"login": user.email, "password": make.PASSWORD})

    assert response["Location"] == address
