"""Acts happen in the order of time, each with the clock held at its moment."""

from __future__ import annotations

import datetime as dt

from core import clock
from demo.content import Calendar
from demo.diary import Diary

TODAY = dt.date(2026, 6, 15)


def test_acts_happen_by_moment_and_those_of_one_moment_as_they_were_noted():
    diary, done = Diary(Calendar(TODAY)), []
    for day, time, name in (
        (0, "09:00", "third"),
        (-1, "17:30", "first"),
        (0, "09:00", "fourth"),
        (-1, "17:31", "second"),
    ):
        diary.note(day, time, name, lambda at, name=name: done.append((name, at == clock.now())))

    told = [what for _at, what in diary.happen()]

    assert done == [(name, True) for name in ("first", "second", "third", "fourth")]
    assert told == ["first", "second", "third", "fourth"]
    assert clock.now() > dt.datetime(2026, 6, 16, tzinfo=dt.UTC)  # the clock is let go


def test_moment_is_a_time_of_the_site():
    diary = Diary(Calendar(TODAY))

    assert diary.moment(-1, "06:30") == dt.datetime(2026, 6, 13, 23, 30, tzinfo=dt.UTC)
    assert diary.moment(dt.date(2026, 1, 1), "7:00") == dt.datetime(2026, 1, 1, 0, 0, tzinfo=dt.UTC)


def test_act_of_a_fixed_day_and_of_a_counted_day_are_the_same():
    diary = Diary(Calendar(TODAY))

    assert diary.moment(-14, "09:00") == diary.moment(dt.date(2026, 6, 1), "09:00")
