"""A question from the bank to the screen: checked, frozen as asked, answered in its shape."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from courses.grading import grade, right_answer
from courses.questions import MAX_TEXT, as_asked, check_question, clean_answer, pick

OPTIONS = [
    {"id": "a", "correct": True, "text": "A"},
    {"id": "b", "correct": True, "text": "B"},
    {"id": "c", "correct": False, "text": "C"},
]

SINGLE = {"type": "single", "text": "?", "options": [{**o, "correct": o["id"] == "a"} for o in OPTIONS]}

MULTIPLE = {"type": "multiple", "text": "?", "options": OPTIONS}

WEIGHTED = {
    "type": "multiple",
    "text": "?",
    "options": [
        {"id": i, "correct": w[0] != "-", "text": i, "weight": w}
        for i, w in zip("abcde", ["33.33333"] * 3 + ["-50"] * 2, strict=True)
    ],
}

NUMERIC = {"type": "numeric", "text": "?", "answer": {"value": "0.50", "tolerance": "0.02", "unit": "mL"}}

ORDER = {"type": "ordering", "text": "?", "items": [{"id": i, "text": i} for i in ("i1", "i2", "i3", "i4")]}

MATCH = {
    "type": "matching",
    "text": "?",
    "pairs": [{"left": "1", "right": "x"}, {"left": "2", "right": "y"}, {"left": "3", "right": "x"}],
}

SHORT = {
    "type": "short_answer",
    "text": "?",
    "accepted": {"vi": ["xanh trypan"], "en": ["trypan blue"], "ja": ["Ｐ４"]},
}

TRUE = {"type": "true_false", "text": "?", "answer": True}

ALL = [SINGLE, MULTIPLE, NUMERIC, ORDER, MATCH, SHORT, TRUE]


@pytest.mark.parametrize("question", ALL, ids=lambda q: q["type"])
@given(seed=st.integers(0, 10**9))
def test_asked_question_keeps_its_key_and_hides_its_ids(question, seed):
    asked = as_asked(question, random.Random(seed))
    right = right_answer(asked)
    assert grade(asked, clean_answer(asked, right)).correct
    if question["type"] == "ordering":
        assert asked["shown"] != right["order"]
        assert not set(asked["shown"]) & {"i1", "i2", "i3", "i4"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SINGLE, {"choice": "z"}),
        (MULTIPLE, {"choices": ["a", "z"]}),
        (MULTIPLE, {"choices": "a"}),
        (TRUE, {"value": "maybe"}),
        (NUMERIC, {"text": "1.500"}),
        (ORDER, {"order": ["i1", "i1", "i2", "i3"]}),
        (ORDER, {"order": ["i1"]}),
        (MATCH, {"pairs": {"9": "1"}}),
        (MATCH, {"pairs": [1]}),
        (SHORT, {"text": "x" * 501}),
        (SHORT, {"text": ["x"]}),
    ],
)
def test_answer_of_a_wrong_shape_is_refused(question, answer):
    with pytest.raises(Refused):
        clean_answer(question, answer)


@pytest.mark.parametrize(
    "question",
    [
        {"type": "essay", "text": "?"},
        {**SINGLE, "options": OPTIONS},
        {**MULTIPLE, "options": [{**o, "correct": False} for o in OPTIONS]},
        {**MULTIPLE, "options": OPTIONS[:1]},
        {**SINGLE, "text": {"vi": " "}},
        {**TRUE, "answer": "yes"},
        {**NUMERIC, "answer": {"value": "many"}},
        {**ORDER, "items": ORDER["items"][:1]},
        {**MATCH, "pairs": MATCH["pairs"][:1]},
        {**SHORT, "accepted": {}},
    ],
)
def test_question_that_cannot_be_graded_is_refused(question):
    with pytest.raises(Refused):
        check_question(question)


@pytest.mark.parametrize("question", ALL, ids=lambda q: q["type"])
def test_question_of_every_type_is_accepted(question):
    check_question(question)


@pytest.mark.parametrize("seed", range(30))
def test_order_is_never_shown_as_its_own_answer(seed):
    question = {"type": "ordering", "text": "?", "items": [{"id": i, "text": i} for i in ("i1", "i2")]}

    asked = as_asked(question, random.Random(seed))

    assert asked["shown"] == [item["id"] for item in reversed(asked["items"])]


def test_options_that_are_not_shuffled_keep_their_order_and_the_bank_is_not_touched():
    asked = as_asked({**SINGLE, "shuffle": False}, random.Random(1))

    assert [option["source"] for option in asked["options"]] == ["a", "b", "c"]
    assert [option["id"] for option in SINGLE["options"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("question", "given", "kept"),
    [
        (SINGLE, {"choice": " a ", "key": "x"}, {"choice": "a"}),
        (MULTIPLE, {"choices": ["b", "", "b", "a"]}, {"choices": ["b", "a"]}),
        (TRUE, {"value": "false"}, {"value": False}),
        (NUMERIC, {"text": " 0,5 mL "}, {"text": "0,5 mL"}),
        (ORDER, {"order": []}, {}),
        (SHORT, {"text": "ô\u0301"}, {"text": "ố"}),
        (SHORT, {"text": "x" * MAX_TEXT}, {"text": "x" * MAX_TEXT}),
    ],
)
def test_answer_is_reduced_to_the_shape_of_its_type(question, given, kept):
    assert clean_answer(question, given) == kept


@pytest.mark.parametrize(
    ("text", "language", "picked"),
    [
        ({"vi": "Lọc", "en": "Filter"}, "en", ("Filter", "en")),
        ({"vi": "Lọc", "en": " "}, "en", ("Lọc", "vi")),
        ({"ja": "濾過"}, "en", ("濾過", "ja")),
        ({}, "vi", ("", "")),
        ("Lọc", "ja", ("Lọc", "")),
        (None, "vi", ("", "")),
    ],
)
def test_text_is_that_of_the_reader_else_vietnamese_else_any(text, language, picked):
    assert pick(text, language) == picked
