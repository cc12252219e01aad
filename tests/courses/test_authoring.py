"""What an author types becomes the question, and comes back as typed;
every question of the demo survives the round trip.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from core.errors import Refused
from courses.authoring import fields_of, question_from
from courses.questions import check_question

BANKS = sorted((Path(__file__).resolve().parents[2] / "demo" / "content" / "quizzes").glob("*.yaml"))
DEMO = [question for bank in BANKS for question in yaml.safe_load(bank.read_text())["questions"]]


@pytest.mark.parametrize("question", DEMO, ids=lambda q: f"{q['type']}-{q['id']}")
def test_question_of_the_demo_comes_back_as_it_was(question):
    made = question_from(question["type"], fields_of(question))

    check_question(made)
    assert fields_of(made) == fields_of(question)


def test_star_marks_the_right_option():
    made = question_from(
        "single", {"text_vi": "Nhiệt độ?", "entries_vi": "* 2–8 °C\n15–25 °C", "entries_en": "2–8 °C\n15–25 °C"}
    )

    assert [(o["correct"], o["text"]) for o in made["options"]] == [
        (True, {"vi": "2–8 °C", "en": "2–8 °C"}),
        (False, {"vi": "15–25 °C", "en": "15–25 °C"}),
    ]


def test_languages_must_have_the_same_lines():
    with pytest.raises(Refused) as refused:
        question_from("ordering", {"text_vi": "?", "entries_vi": "a\nb", "entries_ja": "あ"})

    assert refused.value.field == "entries_ja"


def test_pair_without_sign_names_its_line():
    with pytest.raises(Refused) as refused:
        question_from("matching", {"text_vi": "?", "entries_vi": "a = b\nc"})

    assert (refused.value.field, refused.value.line) == ("entries_vi", 2)
