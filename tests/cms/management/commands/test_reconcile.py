"""What is done when its time has come, and what `reconcile` finds when the worker was lost on the way."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from audit.models import AuditEvent
from cms.reconciling import LOST_AFTER
from courses.domain.attempts import save_answer, start_attempt, submit_attempt
from courses.models import Submission
from courses.queries import answer_grace
from courses.tasks import close_attempt
from tests.factories import courses as make
from tests.factories import staff as people

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def learner():
    return people.user("learner")


def begun(learner, at, time_limit_min=20):
    version = make.released()
    make.read(version, learner, at=at)
    return start_attempt(make.quiz(version, time_limit_min=time_limit_min), by=learner, at=at)


def work() -> None:
    """The worker of the product, until nothing is left to do."""
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="jobs", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    ).run()  # fmt: skip


def told(capsys):
    call_command("reconcile", json=True)
    return json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_an_attempt_asks_to_be_closed_after_its_deadline_and_grace(learner):
    attempt = begun(learner, timezone.now())

    asked = DBTaskResult.objects.get()

    assert (asked.args_kwargs["args"], asked.status, asked.backend_name) == (
        [attempt.pk],
        TaskResultStatus.READY,
        "jobs",
    )
    assert asked.run_after == attempt.deadline + answer_grace(attempt.deadline) + dt.timedelta(seconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "limit"), [(21 * MINUTE, 20), (0 * MINUTE, None)])
def test_history_and_attempts_without_limit_ask_for_nothing(learner, ago, limit):
    begun(learner, timezone.now() - ago, time_limit_min=limit)

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_worker_submits_what_was_saved_once_the_time_is_over(learner):
    began = timezone.now() - 22 * MINUTE
    attempt = begun(learner, began)
    question = next(question for question in attempt.asked if question["type"] == "numeric")
    save_answer(attempt, question["key"], {"text": "5"}, by=learner, at=began + MINUTE)
    close_attempt.enqueue(attempt.pk)

    work()

    done = Submission.objects.get()
    assert (done.attempt, done.by_expiry) == (attempt, True)
    assert {entry["key"]: entry["answer"] for entry in done.graded if entry["answer"]} == {
        question["key"]: {"text": "5"}
    }
    assert AuditEvent.objects.get(action="attempt_submitted").actor_name == "deadline"
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db(transaction=True)
def test_worker_leaves_alone_what_still_has_time_and_what_is_submitted(learner):
    open_one = begun(learner, timezone.now())
    other = people.user("learner")
    submitted = submit_attempt(begun(other, timezone.now()), by=other)
    for attempt in (open_one, submitted.attempt):
        close_attempt.enqueue(attempt.pk)

    work()

    assert list(Submission.objects.all()) == [submitted]
    statuses = DBTaskResult.objects.values_list("status", flat=True)
    assert (
        sorted(statuses) == [TaskResultStatus.READY] * 2 + [TaskResultStatus.SUCCESSFUL] * 2
    )  # the two of the deadlines wait


@pytest.mark.django_db
def test_nothing_is_lost_nothing_is_done(learner, capsys):
    begun(learner, timezone.now())

    assert told(capsys) == {"attempts_closed": 0, "tasks_again": 0}
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_attempts_out_of_time_are_closed_without_any_task(learner, capsys):
    attempt = begun(learner, timezone.now() - 22 * MINUTE)
    begun(people.user("learner"), timezone.now() - 20 * MINUTE)  # its grace is not over

    assert told(capsys) == {"attempts_closed": 1, "tasks_again": 0}
    assert Submission.objects.get().attempt == attempt
    assert told(capsys) == {"attempts_closed": 0, "tasks_again": 0}


@pytest.mark.django_db
def test_tasks_of_a_killed_worker_and_failed_ones_run_again(capsys):
    states = {
        "killed": (TaskResultStatus.RUNNING, timezone.now() - LOST_AFTER - MINUTE),
        "running": (TaskResultStatus.RUNNING, timezone.now() - MINUTE),
        "failed": (TaskResultStatus.FAILED, timezone.now() - MINUTE),
        "done": (TaskResultStatus.SUCCESSFUL, timezone.now() - MINUTE),
    }
    tasks = {}
    for name, (status, started) in states.items():
        tasks[name] = close_attempt.enqueue(0).id
        DBTaskResult.objects.filter(pk=tasks[name]).update(status=status, started_at=started)

    assert told(capsys) == {"attempts_closed": 0, "tasks_again": 2}

    found = {str(row.pk): row.status for row in DBTaskResult.objects.all()}
    assert {name: found[key] for name, key in tasks.items()} == {
        "killed": TaskResultStatus.READY,
        "running": TaskResultStatus.RUNNING,
        "failed": TaskResultStatus.READY,
        "done": TaskResultStatus.SUCCESSFUL,
    }
