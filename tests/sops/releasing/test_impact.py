"""Whom a candidate touches, in numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from sops.enums import ChangeClass
from sops.models import SopVersion
from sops.releasing import impact as registry
from sops.releasing.impact import Impact, Touched, impact, register
from staff.models import Person

FIRST = dt.date(2026, 6, 1)


def touched(ready_on: dt.date | None) -> Touched:
    return Touched(Person(full_name="A"), "KTV", ChangeClass.CRITICAL, "đọc", FIRST - dt.timedelta(days=1), ready_on)


DAY_BEFORE, FIRST_DAY, DAY_AFTER, UNKNOWN = (
    touched(day) for day in (FIRST - dt.timedelta(days=1), FIRST, FIRST + dt.timedelta(days=1), None)
)


@pytest.mark.parametrize(
    ("people", "ready", "late", "share"),
    [
        ([], 0, 0, 100),
        ([FIRST_DAY], 1, 0, 100),
        ([DAY_BEFORE, DAY_AFTER], 1, 1, 50),
        ([DAY_BEFORE, FIRST_DAY, UNKNOWN], 2, 1, 66),
        ([UNKNOWN], 0, 1, 0),
    ],
)
def test_ready_are_those_who_can_be_by_the_first_day(people: list[Touched], ready: int, late: int, share: int) -> None:
    found = Impact(FIRST, people)

    assert (found.ready, len(found.late), found.share) == (ready, late, share)


def test_nobody_is_touched_while_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_providers", [])

    assert impact(SopVersion(), FIRST) == Impact(FIRST, [], 0)


def test_whoever_registered_answers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_providers", [])

    def provider(version: SopVersion, day: dt.date) -> Impact:
        return Impact(day, [FIRST_DAY], 3)

    register(provider)
    register(provider)

    assert impact(SopVersion(), FIRST) == Impact(FIRST, [FIRST_DAY], 3)
