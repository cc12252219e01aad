"""One clock; days are those of the site."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock

HANOI = dt.timezone(dt.timedelta(hours=7))


def test_site_day_begins_at_midnight_in_ha_noi():
    before, after = dt.datetime(2026, 3, 1, 16, 59, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 1, 17, 0, tzinfo=dt.UTC)

    assert (clock.site_date(before), clock.site_date(after)) == (dt.date(2026, 3, 1), dt.date(2026, 3, 2))
    assert clock.start_of(dt.date(2026, 3, 2)) == after
    assert clock.end_of(dt.date(2026, 3, 1)) < after


def test_the_end_of_a_day_is_the_last_microsecond_before_the_next():
    day = dt.date(2026, 12, 31)

    assert clock.start_of(dt.date(2027, 1, 1)) - clock.end_of(day) == dt.timedelta(microseconds=1)
    assert clock.site_date(clock.end_of(day)) == day


def test_the_time_of_day_is_that_of_the_site():
    assert clock.site_time(dt.datetime(2026, 3, 1, 17, 30, tzinfo=dt.UTC)) == dt.time(0, 30)


def test_a_held_clock_stands_still_and_is_let_go_also_after_a_fault():
    moment = dt.datetime(2024, 2, 29, 0, 30, tzinfo=HANOI)

    seen = []

    def held():
        with clock.fixed(moment):
            seen.extend([clock.now(), clock.now().tzinfo, clock.today()])
            raise KeyError

    with pytest.raises(KeyError):
        held()

    assert seen == [moment, dt.UTC, dt.date(2024, 2, 29)]
    assert clock.now() > dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
