"""Finds and repairs what lost tasks left undone. Every task may run twice, so what is in doubt is simply run again."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter

from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import clock
from courses.domain.attempts import close_expired

LOST_AFTER = dt.timedelta(minutes=15)  # no task of ours takes a minute: its worker was killed

logger = logging.getLogger(__name__)


def reconcile(*, at: dt.datetime | None = None) -> Counter[str]:
    """Returns what was repaired, by kind: expired attempts that were not submitted, tasks of a killed worker or ended
    by an error.
    """
    at = at or clock.now()
    done = +Counter(attempts_closed=close_expired(at=at), tasks_again=_run_again(at))
    if done:
        logger.warning("Reconciled: %s", ", ".join(f"{kind} {count}" for kind, count in sorted(done.items())))
    return done


def _run_again(at: dt.datetime) -> int:
    lost = Q(status=TaskResultStatus.RUNNING, started_at__lt=at - LOST_AFTER)
    tasks = DBTaskResult.objects.filter(lost | Q(status=TaskResultStatus.FAILED))
    return tasks.update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None, exception_class_path="", traceback=""
    )
