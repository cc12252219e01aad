"""What a revised version asks again, by change class and depth (R-19)."""

from __future__ import annotations

import pytest

from qualification.enums import Duty
from qualification.retraining import asked_again, asked_by_depth, classes_without, runs_needed

READ, QUIZ, PRACTICE = Duty.READ, Duty.QUIZ, Duty.PRACTICE


@pytest.mark.parametrize(
    ("change", "read", "quiz", "practical"),
    [
        ("editorial", [], [], []),
        ("procedural", [READ], [READ, QUIZ], [READ, QUIZ]),
        ("critical", [READ], [READ, QUIZ], [READ, QUIZ, PRACTICE]),
        ("", [READ], [READ, QUIZ], [READ, QUIZ, PRACTICE]),  # the first version has no class
    ],
)
def test_version_asks_no_more_than_its_class_and_the_depth(change, read, quiz, practical):
    asked = [asked_again(change, depth, has_quiz=True) for depth in ("read", "quiz", "practical")]

    assert asked == [read, quiz, practical]


@pytest.mark.parametrize("change", ["procedural", "critical", ""])
def test_quiz_is_asked_only_where_the_document_has_one(change):
    assert QUIZ not in asked_again(change, "practical", has_quiz=False)
    assert asked_by_depth("quiz", has_quiz=False) == {READ}


def test_what_was_done_for_an_earlier_version_counts_after_the_classes_that_do_not_ask_for_it():
    assert [classes_without(duty) for duty in (READ, QUIZ, PRACTICE)] == [
        ["editorial"], ["editorial"], ["editorial", "procedural"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "checklist", "institution", "needed"),
    [(5, 3, 2, 5), (1, 3, 2, 1), (None, 3, 2, 3), (0, 3, 2, 3), (None, None, 2, 2), (None, 0, 2, 2)],
)
def test_runs_are_those_of_the_roles_then_of_the_checklist_then_of_the_institution(
    roles, checklist, institution, needed
):
    assert runs_needed(roles, checklist, institution) == needed
