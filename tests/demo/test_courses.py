"""Quizzes, checklists and courses are there before anybody uses them, and nothing is noted for a day to come."""

from __future__ import annotations

import pytest

from core import clock
from demo import content
from demo.ahead import note_ahead
from demo.certificates import note_certificates
from demo.courses import note_courses
from demo.review import note_review
from demo.sops import approval_day, note_sops
from demo.training import note_training
from tests.demo.worlds import TODAY, noted, world


@pytest.mark.parametrize(
    "chapter", [note_sops, note_courses, note_training, note_certificates, note_review, note_ahead]
)
def test_nothing_is_noted_for_a_day_to_come(chapter):
    assert max(noted(chapter)) < (0, "00:00")


def test_quizzes_and_checklists_follow_the_approval_of_their_document():
    made = world()
    note_courses(made)
    noted_on = {
        act.args[1]["slug"]: (clock.site_date(at) - TODAY).days
        for at, _place, _what, act in made.diary.entries
        if act.func.__name__ in ("_quiz", "_checklist")
    }
    wanted = {row["slug"]: row["sop"] for row in content.read("checklists.yaml")["checklists"]}
    wanted |= {row["slug"]: row["sop"] for row in content.read_all("quizzes") if row["kind"] == "sop"}

    assert {slug: noted_on[slug] for slug in wanted} == {
        slug: approval_day(made, sop, 1) for slug, sop in wanted.items()
    }
