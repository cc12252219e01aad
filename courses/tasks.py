"""Tasks run by the task worker when they are due. `manage.py reconcile` recovers lost ones."""

from __future__ import annotations

from django_tasks import task

from courses.domain.attempts import close_expired
from courses.models import Attempt


@task(backend="jobs")
def close_attempt(attempt: int) -> int:
    """Submits the saved answers of an attempt past its deadline, even if nobody opens it again; returns the number of
    attempts submitted.
    """
    found = Attempt.objects.select_related("person", "quiz").get(pk=attempt)
    return close_expired(found.person, quiz=found.quiz)
