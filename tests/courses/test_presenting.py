"""A question on the screen: without its key while it is asked, with what was right when it is graded."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from courses.grading import right_answer
from courses.presenting import is_answered, outcome, screen
from courses.questions import as_asked
from tests.factories import courses as make

ASKED = [{**as_asked(question, random.Random(3)), "key": question["id"]} for question in make.questions(7)]


def asked(kind: str) -> dict[str, Any]:
    return next(question for question in ASKED if question["type"] == kind)


def shown(question: dict[str, Any], answer: dict[str, Any], language: str = "vi", **detail: Any):
    entry = {"answer": answer, "detail": detail, "correct": False, "reason": "", "points": "0", "max": "1"}
    return outcome(1, question, entry, language)


@pytest.mark.parametrize(
    ("answer", "said"),
    [(None, False), ({}, False), ({"flag": True}, False), ({"choices": []}, False), ({"value": False}, True)],
)
def test_a_flag_alone_is_no_answer(answer, said):
    assert is_answered(answer) is said


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_open_options_do_not_say_which_is_right(kind):
    question = asked(kind)
    chosen = question["options"][1]["id"]

    entries = screen(question, {"choice": chosen} if kind == "single" else {"choices": [chosen]}, "vi").entries

    assert [(entry.right, entry.note) for entry in entries] == [(None, "")] * 4
    assert [entry.id for entry in entries if entry.chosen] == [chosen]


def test_open_order_stands_as_shown_until_it_is_answered():
    question = asked("ordering")
    right = right_answer(question)

    fresh, answered = screen(question, None, "vi"), screen(question, right, "vi")

    assert [(entry.id, entry.place) for entry in fresh.entries] == [(name, None) for name in question["shown"]]
    assert [(entry.id, entry.place) for entry in answered.entries] == [
        (name, place) for place, name in enumerate(right["order"], 1)
    ]


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q["type"])
def test_open_question_holds_no_source_id_and_no_explanation(question):
    html = json.dumps(screen(question, None, "vi"), default=vars, ensure_ascii=False)

    assert ("source" in html, "Xem bước 1." in html, "trypan" in html) == (False, False, False)


def test_text_of_another_language_is_marked_with_it():
    question = {**asked("true_false"), "text": {"ja": "正しいですか"}}

    assert (screen(question, None, "ja").lang, screen(question, None, "en").lang) == ("", "ja")


def test_graded_options_say_what_was_right_and_the_note_of_the_chosen_one_alone():
    question = {**asked("single")}
    question["options"] = [{**option, "feedback": f"về {option['source']}"} for option in question["options"]]
    wrong = next(option for option in question["options"] if not option["correct"])

    entries = shown(question, {"choice": wrong["id"]}).entries

    assert [entry.right for entry in entries] == [option["correct"] for option in question["options"]]
    assert [entry.note for entry in entries if entry.note] == [f"về {wrong['source']}"]


def test_graded_order_sets_the_right_place_beside_the_given_one():
    question = asked("ordering")
    first, second, *rest = right_answer(question)["order"]

    rows = shown(question, {"order": [second, first, *rest]}).entries

    assert [(row.place, row.right_place, row.right) for row in rows] == [
        (1, 2, False),
        (2, 1, False),
        (3, 3, True),
        (4, 4, True),
    ]


@pytest.mark.parametrize(
    ("key", "language", "right"),
    [
        ({"value": "0.5", "unit": "mL"}, "vi", "0,5 mL"),
        ({"value": "0.5", "unit": "mL"}, "en", "0.5 mL"),
        ({"value": "0.5", "tolerance": "0.02", "unit": "mL"}, "vi", "0,5 ± 0,02 mL"),
        ({"value": "0.5", "tolerance": "0.0", "unit": "mL"}, "en", "0.5 mL"),
        ({"low": "30", "high": "45", "unit": "min"}, "vi", "30–45 phút"),
    ],
)
def test_right_number_is_written_as_the_reader_writes_it(key, language, right):
    question = {**asked("numeric"), "answer": key}

    assert shown(question, {"text": "1"}, language).right.replace("\N{NO-BREAK SPACE}", " ") == right


def test_feedback_on_a_number_is_that_of_the_key_it_met():
    keys = [{"value": "1"}, {"value": "10", "weight": "50", "feedback": {"vi": "Sai bậc."}}]
    question = {**asked("numeric"), "answers": keys, "otherwise": {"vi": "Tính lại."}}

    assert shown(question, {"text": "10"}, met=1).note == "Sai bậc."
    assert shown(question, {"text": "7"}).note == "Tính lại."
    assert shown(question, {}).note == ""


def test_accepted_words_are_those_of_the_readers_language():
    question = {**asked("short_answer"), "accepted": {"vi": ["xanh trypan"], "en": ["trypan blue"]}}

    assert [shown(question, {"text": "x"}, language).right for language in ("vi", "en", "ja")] == [
        "xanh trypan",
        "trypan blue",
        "xanh trypan",
    ]
