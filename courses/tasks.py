"""Work the task worker does when its time has come. Whatever is lost on the way, `manage.py reconcile` finds."""

from __future__ import annotations

from django_tasks import task

from courses.domain.attempts import close_expired
from courses.models import Attempt


@task(backend="jobs")
def close_attempt(attempt: int) -> int:
    """Submit what was saved in an attempt that ran out of time, whether or not anybody ever looks at it again;
    returns how many that were.
    """
    found = Attempt.objects.select_related("person", "quiz").get(pk=attempt)
    return close_expired(found.person, quiz=found.quiz)
