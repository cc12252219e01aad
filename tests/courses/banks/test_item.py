"""The shape every bank is brought into: numbers and weights to the digit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.errors import Refused
from courses.banks.item import choice, matching, number, numeric, option, plain, short_answer, weight


def _options(*shares: str) -> list[dict]:
    return [option(place, f"o{place}", Decimal(share), "") for place, share in enumerate(shares, 1)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.5", "0.5"), (" −2 ", "-2"), ("1.5e3", "1500"), (".5", "0.5"), ("1E-7", "0.0000001"), ("+3.", "3")],
)
def test_number_is_read_to_the_digit(text: str, value: str):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["0,5", "1.234,5", "", "5%", "1e1000", "NaN", "٣", "1 000"])
def test_number_that_has_two_readings_or_none_is_refused(text: str):
    with pytest.raises(Refused, match="is not a number"):
        number(text)


def test_plain_writes_no_exponent():
    assert (plain(Decimal("1E+5")), plain(Decimal("1E-7"))) == ("100000", "0.0000001")


@pytest.mark.parametrize(("text", "kept"), [("100", True), ("-100", True), ("100.01", False), ("-101", False)])
def test_weight_lies_within_a_hundred_per_cent(text: str, kept: bool):
    if kept:
        assert weight(text) == Decimal(text)
    else:
        with pytest.raises(Refused, match="is not between"):
            weight(text)


def test_single_choice_without_part_points_carries_no_weights():
    body = choice(_options("100", "0"), single=True)

    assert [(entry["correct"], "weight" in entry) for entry in body["options"]] == [(True, False), (False, False)]


def test_single_choice_with_part_points_keeps_them_and_has_one_right_option():
    body = choice(_options("100", "50", "-25"), single=True)

    assert [(entry["correct"], entry["weight"]) for entry in body["options"]] == [
        (True, "100"),
        (False, "50"),
        (False, "-25"),
    ]


@pytest.mark.parametrize(
    ("shares", "taken"),
    [
        (["33.33333", "33.33333", "33.33333"], True),
        (["50", "50", "-100"], True),
        (["50", "49.98"], False),
        (["50", "50.02"], False),
    ],
)
def test_right_options_of_several_make_the_whole(shares: list[str], taken: bool):
    if taken:
        assert choice(_options(*shares), single=False)["type"] == "multiple"
    else:
        with pytest.raises(Refused, match="add up to"):
            choice(_options(*shares), single=False)


def test_one_key_is_the_answer_and_several_are_answers():
    one, two = {"value": "1"}, {"value": "2", "weight": "50"}

    assert numeric([one]) == {"type": "numeric", "answer": one}
    assert numeric([one, two], "Đọc lại.") == {"type": "numeric", "answers": [one, two], "otherwise": "Đọc lại."}


def test_answers_that_never_reach_full_points_are_refused():
    with pytest.raises(Refused, match="full points"):
        numeric([{"value": "1", "weight": "50"}])
    with pytest.raises(Refused, match="full points"):
        short_answer([{"text": "a", "weight": "99"}])


def test_short_answer_that_asks_for_case_is_refused():
    with pytest.raises(Refused, match="without case"):
        short_answer([{"text": "a", "weight": "100"}], case=True)


def test_pairs_count_their_part_and_extras_belong_to_nothing():
    assert matching([("L", "R")], []) == {
        "type": "matching",
        "partial": True,
        "pairs": [{"left": "L", "right": "R"}],
    }
    assert matching([("L", "R")], ["X"])["extras"] == ["X"]
