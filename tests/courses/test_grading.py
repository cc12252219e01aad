from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.grading import grade, passes

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


def test_single_choice():
    assert grade(SINGLE, {"choice": "a"}).correct
    assert grade(SINGLE, {"choice": "b"}).points == 0


def test_multiple_is_all_or_nothing_by_default():
    assert grade(MULTIPLE, {"choices": ["b", "a"]}).points == 1
    assert grade(MULTIPLE, {"choices": ["a"]}).points == 0
    assert grade(MULTIPLE, {"choices": ["a", "b", "c"]}).points == 0


@pytest.mark.parametrize(
    ("choices", "points"), [("abc", "1"), ("ab", "0.66667"), ("abcd", "0.5"), ("d", "0"), ("de", "0"), ("abcde", "0")]
)
def test_multiple_with_weights_sums_them_between_zero_and_full(choices, points):
    assert grade(WEIGHTED, {"choices": list(choices)}).points == Decimal(points)


def test_true_false_takes_the_boolean_only():
    assert grade(TRUE, {"value": True}).correct
    assert not grade(TRUE, {"value": False}).correct
    assert not grade({**TRUE, "answer": False}, {"value": 0}).correct


@pytest.mark.parametrize("typed", ["0,5", "0.5", "0,50 mL", "0.52", "0,48 ml", "5×10⁻¹ mL", "０．５", "0.5 cc"])
def test_numeric_within_tolerance_in_any_spelling(typed):
    assert grade(NUMERIC, {"text": typed}).reason == "correct"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0,521", "wrong"),
        ("0,5 L", "wrong_unit"),
        ("0.5 µL", "wrong_unit"),
        ("1.500", "unreadable"),
        ("x", "unreadable"),
    ],
)
def test_numeric_says_why_it_is_wrong(typed, reason):
    got = grade(NUMERIC, {"text": typed})
    assert (got.points, got.reason) == (0, reason)


@pytest.mark.parametrize("typed", ["4", "4,0", "4.03", "4×10⁵", "4×10⁵/mL", "400 000 /mL", "4 ×10^5/ml"])
def test_numeric_unit_with_a_power_of_ten(typed):
    question = {"type": "numeric", "text": "?", "answer": {"value": "4.0", "tolerance": "0.05", "unit": "×10⁵/mL"}}
    assert grade(question, {"text": typed}).correct


def test_numeric_power_with_another_magnitude_is_wrong():
    question = {"type": "numeric", "text": "?", "answer": {"value": "4.0", "tolerance": "0.05", "unit": "×10⁵/mL"}}
    assert not grade(question, {"text": "4×10⁶/mL"}).correct
    assert not grade(question, {"text": "4 /mL"}).correct


def test_numeric_unit_in_any_of_the_three_languages():
    question = {
        "type": "numeric",
        "text": "?",
        "answer": {"value": "120", "tolerance": "0", "unit": {"vi": "phút", "en": "min", "ja": "分"}},
    }
    assert all(grade(question, {"text": f"120 {unit}"}).correct for unit in ("phút", "min", "分", "minutes"))
    assert grade(question, {"text": "2 giờ"}).reason == "wrong_unit"


def test_numeric_with_graded_keys_takes_the_best():
    question = {
        "type": "numeric",
        "text": "?",
        "answers": [{"value": "60", "tolerance": "0"}, {"value": "60", "tolerance": "5", "weight": "50"}],
    }
    assert [grade(question, {"text": t}).points for t in ("60", "62", "66")] == [1, Decimal("0.5"), 0]


def test_numeric_range():
    question = {"type": "numeric", "text": "?", "answers": [{"low": "0.09", "high": "0.11"}]}
    assert grade(question, {"text": "0,1"}).correct
    assert not grade(question, {"text": "0,12"}).correct


def test_ordering_is_exact_unless_partial():
    assert grade(ORDER, {"order": ["i1", "i2", "i3", "i4"]}).correct
    swapped = grade(ORDER, {"order": ["i1", "i3", "i2", "i4"]})
    assert (swapped.points, swapped.detail["misplaced"]) == (0, 2)
    assert grade({**ORDER, "partial": True}, {"order": ["i1", "i3", "i2", "i4"]}).points == Decimal("0.5")


def test_matching_counts_equal_right_sides_as_equal():
    assert grade(MATCH, {"pairs": {"1": "3", "2": "2", "3": "1"}}).correct
    assert not grade(MATCH, {"pairs": {"1": "1", "2": "3", "3": "3"}}).correct
    assert grade({**MATCH, "partial": True}, {"pairs": {"1": "1", "2": "2"}}).points == Decimal("0.66667")


@pytest.mark.parametrize("typed", ["Xanh  TRYPAN ", "trypan blue", "P4", "xanh trypan"])
def test_short_answer_ignores_case_spaces_and_normal_form(typed):
    assert grade(SHORT, {"text": typed}).correct


def test_short_answer_wildcard_only_where_the_bank_says_so():
    question = {"type": "short_answer", "text": "?", "accepted": ["*collagenase*"]}
    assert not grade(question, {"text": "collagenase I"}).correct
    assert grade({**question, "wildcards": True}, {"text": "Collagenase I"}).correct


@pytest.mark.parametrize("question", ALL, ids=lambda q: q["type"])
@pytest.mark.parametrize("answer", [None, {}, {"choice": ""}, {"choices": []}, {"text": ""}, {"pairs": {}}])
def test_no_answer_earns_nothing(question, answer):
    assert (grade(question, answer).points, grade(question, answer).reason) == (0, "unanswered")


@pytest.mark.parametrize(
    ("points", "of", "passed"),
    [
        ("5", "6", True),
        ("4", "5", True),
        ("4", "6", False),
        ("16", "20", True),
        ("15.99999", "20", False),
        ("0", "0", False),
    ],
)
def test_pass_mark_of_eighty_is_compared_exactly(points, of, passed):
    assert passes(Decimal(points), Decimal(of), Decimal("80")) is passed


@given(st.sets(st.sampled_from("abcde")), st.integers(1, 5))
def test_points_lie_between_zero_and_the_maximum(choices, points):
    got = grade({**WEIGHTED, "points": str(points)}, {"choices": sorted(choices)})
    assert 0 <= got.points <= got.max == points
    assert got.correct == (got.points == got.max)


@given(
    st.decimals(min_value="-1000", max_value="1000", places=3),
    st.decimals(min_value=0, max_value=10, places=3),
    st.decimals(min_value="-1100", max_value="1100", places=2),
)
def test_numeric_is_right_exactly_within_the_tolerance(value, tolerance, typed):
    question = {"type": "numeric", "text": "?", "answer": {"value": str(value), "tolerance": str(tolerance)}}
    assert grade(question, {"text": format(typed, "f").replace(".", ",")}).correct == (abs(typed - value) <= tolerance)


@given(st.permutations(["i1", "i2", "i3", "i4"]))
def test_order_is_right_only_when_nothing_is_misplaced(order):
    got = grade(ORDER, {"order": order})
    assert got.correct == (got.detail["misplaced"] == 0)
