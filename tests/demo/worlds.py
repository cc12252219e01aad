"""The diary of the demo as its chapters write it: nothing of it has happened, no database is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from core import clock
from demo import content
from demo.content import Calendar
from demo.diary import Diary
from demo.world import World

TODAY = dt.date(2026, 6, 15)


def world() -> World:
    calendar = Calendar(TODAY)
    return World(calendar=calendar, diary=Diary(calendar), sources={sop.number: sop for sop in content.sops()})


def noted(chapter: Callable[[World], None]) -> list[tuple[int, str]]:
    """Day (counted from the day of loading) and time of everything a chapter notes, in the order of time."""
    made = world()
    chapter(made)
    moments = sorted(at for at, _place, _what, _act in made.diary.entries)
    return [((clock.site_date(at) - TODAY).days, f"{clock.site_time(at):%H:%M}") for at in moments]
