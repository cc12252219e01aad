"""What is planned for the weeks to come was entered before the demo is loaded."""

from __future__ import annotations

from demo import content
from demo.ahead import note_ahead
from tests.demo.worlds import noted


def test_appointments_are_entered_two_days_ago_and_lots_on_the_day_they_were_made():
    planned = content.read("history.yaml")["planned"]
    lots = content.read("transfer.yaml")["trial_lots"]

    found = noted(note_ahead)

    assert sorted(found) == sorted(
        [(-2, f"16:{place:02d}") for place in range(len(planned))] + [(row["made"], "17:30") for row in lots]
    )


def test_appointments_lie_ahead_and_lots_behind():
    assert [row for row in content.read("history.yaml")["planned"] if row["day"] < 0] == []
    assert [row for row in content.read("transfer.yaml")["trial_lots"] if row["made"] > 0] == []
