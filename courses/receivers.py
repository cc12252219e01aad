"""Receivers of courses: an attempt with a time limit was started."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from courses.models import Attempt
from courses.queries import answer_grace
from courses.signals import attempt_started
from courses.tasks import close_attempt

MARGIN = dt.timedelta(seconds=1)  # the grace is over before, not when, the task runs


def connect() -> None:
    attempt_started.connect(close_at_deadline, dispatch_uid="courses.close_at_deadline")


def close_at_deadline(attempt: Attempt, **kwargs: Any) -> None:
    """Enqueues the task that submits the saved answers at the deadline, in the transaction that starts the attempt.

    An attempt whose deadline has passed (loaded history) needs no task.
    """
    if attempt.deadline and attempt.deadline > timezone.now():
        close_attempt.using(run_after=attempt.deadline + answer_grace(attempt.deadline) + MARGIN).enqueue(attempt.pk)
