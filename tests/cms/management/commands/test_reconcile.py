"""`reconcile` says what it repaired: to people, to machines, and to nobody who asks for silence."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from courses.tasks import close_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def failed() -> None:
    for _task in range(2):
        close_attempt.enqueue(0)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)


def test_people_are_told_what_was_repaired(capsys):
    call_command("reconcile")

    assert capsys.readouterr().out == "0 attempts closed, 2 tasks to run again\n"


def test_machines_are_told_every_number_also_of_nothing(capsys):
    call_command("reconcile", json=True)
    call_command("reconcile", json=True)

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"attempts_closed": 0, "tasks_again": 2},
        {"attempts_closed": 0, "tasks_again": 0},
    ]


def test_silence_is_kept_and_the_work_is_done(capsys):
    call_command("reconcile", verbosity=0)

    assert capsys.readouterr().out == ""
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.READY}
