"""Right answers of the demo are graded as right, wrong ones as wrong, for every question of every quiz."""

import random

import pytest

from courses.grading import grade
from courses.questions import as_asked, clean_answer
from demo import content
from demo.answers import answer

QUESTIONS = [
    pytest.param(q, id=f"{quiz['slug']}-{q['id']}") for quiz in content.read_all("quizzes") for q in quiz["questions"]
]


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_graded_as_meant(question, right):
    chance = random.Random(7)
    asked = as_asked(question, chance)

    given = clean_answer(asked, answer(asked, right=right, chance=chance))

    assert given != {}
    assert grade(asked, given).correct is right
