"""The demo is loaded into an empty installation only, and once."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from core.errors import Refused
from demo.loading import load
from staff.models import Person
from tests.factories import staff as make


@pytest.mark.django_db
def test_loading_is_refused_where_there_are_people():
    make.person("Nguyễn Thị Thu Hiền")

    with pytest.raises(Refused):
        load()


@pytest.mark.django_db
def test_command_says_the_refusal_or_passes_over_it(capsys):
    make.person("Nguyễn Thị Thu Hiền")

    with pytest.raises(CommandError):
        call_command("seed_demo")
    call_command("seed_demo", if_empty=True)

    assert capsys.readouterr().out == ""
    assert (Person.objects.count(), AuditEvent.objects.count()) == (1, 0)


def test_second_loading_says_when_the_first_was(demo, capsys):
    call_command("seed_demo", json=True)
    told = json.loads(capsys.readouterr().out)

    assert (told["loaded"], told["day"], told["acts"]) == (False, str(demo.today), {})
