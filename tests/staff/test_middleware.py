"""Idle accounts are logged out; what an inspector looks at is on the trail."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_idle_account_is_logged_out(client, settings):
    client.force_login(make.user("learner"))
    session = client.session
    session["last_act"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()

    client.get(reverse("profile"))

    assert "_auth_user_id" not in client.session


def test_pings_of_an_open_editor_do_not_keep_an_account_in(client, settings):
    client.force_login(make.user("trainer"))
    session = client.session
    before = session["last_act"] = time.time() - settings.SESSION_IDLE_SECONDS + 60
    session.save()

    client.get("/healthz")

    assert client.session["last_act"] == before
