"""The history of the demo in chronological order: every act is scheduled first, then all are performed with the clock
fixed at their moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from core import clock
from demo.content import Calendar

Act = Callable[[dt.datetime], None]


@dataclass
class Diary:
    """Scheduled acts by moment; those of the same moment in the order they were scheduled."""

    calendar: Calendar
    entries: list[tuple[dt.datetime, int, str, Act]] = field(default_factory=list)

    def note(self, day: int | dt.date, time: str, what: str, act: Act) -> None:
        """Schedules `act` for `day` at `time`

        ("09:30" at the site); `what` names the chapter, for the progress shown.
        """
        self.entries.append((self.moment(day, time), len(self.entries), what, act))

    def moment(self, day: int | dt.date, time: str) -> dt.datetime:
        """An instant of the site."""
        hour, minute = time.split(":")
        local = dt.datetime.combine(
            self.calendar.date(day), dt.time(int(hour), int(minute)), tzinfo=timezone.get_default_timezone()
        )
        return local.astimezone(dt.UTC)

    def happen(self) -> Iterator[tuple[dt.datetime, str]]:
        """Performs every act in chronological order; yields its moment and chapter when done."""
        for at, _place, what, act in sorted(self.entries, key=lambda entry: entry[:2]):
            with clock.fixed(at):
                act(at)
            yield at, what
