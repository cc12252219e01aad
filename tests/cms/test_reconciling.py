"""What `reconcile` finds when the worker was lost on the way; the second time it finds nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.reconciling import LOST_AFTER, reconcile
from courses.domain.attempts import start_attempt
from courses.models import Submission
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


@pytest.mark.django_db
def test_nothing_is_lost_nothing_is_done(learner):
    begun(learner, timezone.now())

    assert reconcile() == {}
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_attempts_out_of_time_are_closed_without_any_task(learner):
    attempt = begun(learner, timezone.now() - 22 * MINUTE)
    begun(people.user("learner"), timezone.now() - 20 * MINUTE)  # its grace is not over

    assert reconcile() == {"attempts_closed": 1}
    assert Submission.objects.get().attempt == attempt
    assert reconcile() == {}


@pytest.mark.django_db
def test_tasks_of_a_killed_worker_and_failed_ones_run_again():
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

    assert reconcile() == {"tasks_again": 2}

    found = {str(row.pk): row.status for row in DBTaskResult.objects.all()}
    assert {name: found[key] for name, key in tasks.items()} == {
        "killed": TaskResultStatus.READY,
        "running": TaskResultStatus.RUNNING,
        "failed": TaskResultStatus.READY,
        "done": TaskResultStatus.SUCCESSFUL,
    }
