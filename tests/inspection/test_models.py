"""A review of the trail is called by its days."""

from __future__ import annotations

import datetime as dt

from inspection.models import TrailReview


def test_review_is_called_by_its_days_and_known_before_it_is_written():
    made = [TrailReview(first_day=dt.date(2026, 1, 1), last_day=dt.date(2026, 3, 31)) for _ in range(2)]

    assert str(made[0]) == "2026-01-01 – 2026-03-31"
    assert made[0].pk
    assert made[0].pk != made[1].pk
