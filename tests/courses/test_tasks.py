"""An attempt is handed in by a task when its time is over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from audit.models import AuditEvent
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
