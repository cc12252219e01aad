"""The one clock. Instants are UTC; calendar days are days of the site (settings.TIME_ZONE, R-05, R-10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return _fixed.get() or timezone.now()


def today() -> dt.date:
    """The present calendar day of the site."""
    return site_date(now())


def site_date(moment: dt.datetime) -> dt.date:
    """The calendar day of the site in which `moment` falls: 17:00 UTC is already tomorrow in Hà Nội."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def site_time(moment: dt.datetime) -> dt.time:
    """The time of day of the site at `moment`."""
    return timezone.localtime(moment, timezone.get_default_timezone()).time()


def start_of(day: dt.date) -> dt.datetime:
    """The first instant of a calendar day of the site."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=timezone.get_default_timezone()).astimezone(dt.UTC)


def end_of(day: dt.date) -> dt.datetime:
    """The last microsecond of a calendar day of the site; `known_at` given as a day means the end of it."""
    return start_of(day + dt.timedelta(days=1)) - dt.timedelta(microseconds=1)


@contextmanager
def fixed(moment: dt.datetime) -> Iterator[None]:
    """Hold the clock at `moment`: for loading history (named actor, marked source) and for tests.

    Nothing that answers a request uses it.
    """
    token = _fixed.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
