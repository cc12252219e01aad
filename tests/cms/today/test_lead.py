"""The sentence above the spine."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.today import Task, lay_out
from cms.today.lead import duration, lead

TODAY = dt.date(2026, 6, 15)


def due(what: str, days: int | None) -> Task:
    return Task(what=what, verb="Do", url="/", due=None if days is None else TODAY + dt.timedelta(days=days))


@pytest.mark.parametrize(
    ("dues", "sentence"),
    [
        ([-2, 0, 3, 4], "<b>1 overdue task</b>, 1 task for today, 2 in the next 7 days"),
        ([0, 0], "<b>2 tasks for today</b>"),
        ([None, None, 1], "<b>2 tasks waiting</b>, 1 in the next 7 days"),
        ([20], ""),
        ([], ""),
    ],
)
def test_sentence_begins_with_what_presses(dues, sentence) -> None:
    assert lead(lay_out([due(str(place), days) for place, days in enumerate(dues)], TODAY)) == sentence


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 minute"), (12, "12 minutes"), (60, "1 hour"), (120, "2 hours"), (70, "1 h 10 min")]
)
def test_duration_in_words(minutes, words) -> None:
    assert duration(minutes) == words
