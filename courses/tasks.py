"""Work the task worker does when its time has come. Whatever is lost on the way, `manage.py reconcile` finds."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django_tasks import task

from courses.models import Attempt
from courses.queries import GRACE

MARGIN = dt.timedelta(seconds=1)  # the grace is over before, not when, the task runs


@task(backend="jobs")
def close_attempt(attempt: int) -> int:
    """Submit what was saved in an attempt that ran out of time, whether or not anybody ever looks at it again; returns how many that were."""
    from courses.domain.attempts import close_expired  # which asks for this task

    found = Attempt.objects.select_related("person", "quiz").get(pk=attempt)
    return close_expired(found.person, quiz=found.quiz)


def close_at_deadline(attempt: Attempt) -> None:
    """Ask for that, in the transaction that begins the attempt. History that is loaded needs no task."""
    if attempt.deadline and attempt.deadline > timezone.now():
        close_attempt.using(run_after=attempt.deadline + GRACE + MARGIN).enqueue(attempt.pk)
