"""The trail of a quarter is reviewed once it is complete."""

from __future__ import annotations

from demo.review import DAY, FIRST, LAST, note_review
from tests.demo.worlds import noted


def test_quarter_is_reviewed_after_its_last_day():
    assert noted(note_review) == [(DAY, "16:45")]
    assert FIRST < LAST < DAY < 0
