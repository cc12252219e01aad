"""Idle accounts are logged out; what an inspector looks at is on the trail."""

from __future__ import annotations

import json
import time

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from staff.middleware import WRITE_EVERY
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


def test_an_act_is_written_to_the_session_not_at_every_request(client):
    client.force_login(make.user("learner"))
    session = client.session
    just_now = session["last_act"] = time.time() - WRITE_EVERY / 2
    session.save()

    client.get(reverse("profile"))
    assert client.session["last_act"] == just_now

    session["last_act"] = time.time() - WRITE_EVERY - 1
    session.save()
    client.get(reverse("profile"))
    assert time.time() - client.session["last_act"] < WRITE_EVERY


def test_an_idle_account_is_logged_out_by_a_ping_too(client, settings):
    client.force_login(make.user("trainer"))
    session = client.session
    session["last_act"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()

    client.get("/admin/sprite/")

    assert "_auth_user_id" not in client.session


def test_pages_that_an_inspector_sees_are_recorded_with_their_whole_address(client):
    client.force_login(make.user("auditor"))
    page = reverse("profile") + "?q=1"

    client.get(page)
    client.get(reverse("value_list"))  # refused: nothing was seen

    line = AuditEvent.objects.get(action="inspector_view")
    assert (line.object_type, json.loads(line.data)) == ("page", {"address": page})
    assert (bool(line.object_name), line.object_name == page) == (True, False)


def test_pages_that_others_see_are_not_recorded(client):
    client.force_login(make.user("director"))

    client.get(reverse("profile"))

    assert not AuditEvent.objects.filter(action="inspector_view").exists()
