"""Log-ins and acts in Wagtail stand in the trail, with the name and never with the secret."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_out
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from audit.actor import system
from audit.models import AuditEvent
from audit.trail import witnessed
from staff.models import Person
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, str, str]]:
    return list(AuditEvent.objects.order_by("seq").values_list("action", "actor_name", "object_name"))


def test_coming_and_going_are_lines_of_the_account(client):
    who = make.user("learner")

    client.login(email=who.email, password=make.PASSWORD)
    client.logout()

    assert lines() == [("login", str(who), str(who)), ("logout", str(who), str(who))]


def test_a_refused_log_in_tells_the_address_and_never_the_password():
    authenticate(email="hien@example.test", password="a-secret")

    assert lines() == [("login_failed", "anonymous", "hien@example.test")]
    assert [row for row in AuditEvent.objects.values_list() if "a-secret" in str(row)] == []


def test_a_session_of_nobody_that_ends_is_no_line():
    user_logged_out.send(sender=Person, request=None, user=None)

    assert lines() == []


def noted(who=None, **fields) -> ModelLogEntry:
    kind = ContentType.objects.get_for_model(Person)
    return ModelLogEntry.objects.create(
        content_type=kind, object_id="7", label="Hiền", action="wagtail.edit", user=who,
        timestamp=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), **fields,
    )  # fmt: skip


def test_an_entry_of_wagtail_is_repeated_once():
    who = make.user("trainer")
    entry = noted(who, data={"on": [1, "a"], "title": None})
    entry.label = "other"
    entry.save()

    line = AuditEvent.objects.get()
    assert (line.action, line.actor_name, line.object_type, line.object_id, line.object_name) == (
        "wagtail:wagtail.edit", str(who), "staff.Person", "7", "Hiền",
    )  # fmt: skip
    assert json.loads(line.data)["detail"] == {"on": [1, "a"], "title": None}


@pytest.mark.parametrize(
    ("actor", "name"), [(system("seed_demo"), "seed_demo"), (AnonymousUser(), "anonymous"), (None, "system")]
)
def test_an_entry_without_an_account_is_that_of_whoever_acts(actor, name):
    with witnessed(source="command", actor=actor):
        noted()

    assert AuditEvent.objects.values_list("actor_name", "source").get() == (name, "command")
