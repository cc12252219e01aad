"""Levels of numbered steps."""

from __future__ import annotations

import pytest

from sops.word import typed
from sops.word.steps import StepLevels
from tests.sops.word.build import LISTS, abstract, level, numbered, typed_lines, use
from tests.sops.word.files import read, summary


def test_one_form_of_number_on_two_levels_of_a_list_is_two_levels() -> None:
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2.")) + use(1, 0)

    assert summary(read(numbered((0, "甲"), (1, "乙"), (1, "丙"), (0, "丁")), numbering=lists)) == [
        "step (1) 甲",
        "step ア 乙",
        "step イ 丙",
        "step (2) 丁",
    ]


def test_a_fourth_level_is_kept_on_the_third_and_recorded() -> None:
    result = read(numbered((1, "試験"), (2, "甲"), (3, "乙"), (4, "丙")), *typed_lines("a) 丁"), numbering=LISTS)

    assert summary(result)[-3:] == ["step ① 乙", "step ② 丙", "step ③ 丁"]
    assert [loss.detail for loss in result.losses if loss.kind == "level"] == ["4 → 3", "5 → 3"]


def levels(*forms: tuple[str, int]) -> list[int]:
    steps = StepLevels()
    return [steps.add(form, value) for form, value in forms]


def test_a_new_form_opens_a_level_and_a_known_one_returns_to_its_own() -> None:
    assert levels(("(1)", 1), ("ア", 1), ("①", 1), ("ア", 2), ("①", 1), ("(1)", 2), ("a.", 1)) == [1, 2, 3, 2, 3, 1, 2]


@pytest.mark.parametrize(
    ("text", "accepted"), [("1. 5分", True), ("2. 5分", True), ("4. 5分", False), ("(9) 混合する。", True)]
)
def test_a_doubtful_number_must_be_the_next(text, accepted) -> None:
    steps = StepLevels()
    steps.add("1.", 1)

    assert steps.accepts(typed.step(text)) is accepted


@pytest.mark.parametrize(("before", "value"), [([], 1), ([("ア", 1)], 2), ([("イ", 1), ("イ", 2)], 1)])
def test_a_kana_counts_in_the_order_in_use(before, value) -> None:
    """イ is the second of アイウ and the first of イロハ."""
    steps = StepLevels()
    for form, number in before:
        steps.add(form, number)

    assert steps.resolved(typed.step("イ　培地")).value == value


def test_lists_inside_lists_of_one_form_are_told_apart_by_their_indent() -> None:
    steps = StepLevels()

    outer = steps.add("(1)", 1, origin="0", indent=400)
    inner = [steps.add("(1)", value, origin="1", indent=800) for value in (1, 2)]

    assert (outer, inner, steps.add("(1)", 2, origin="0", indent=400)) == (1, [2, 2], 1)
    assert steps.add("(1)", 1, origin="2", indent=450) == 1


def test_another_form_at_the_same_level_of_a_list_replaces_the_first() -> None:
    steps = StepLevels()

    levels = [
        steps.add(form, 1, depth=depth, origin="0") for form, depth in (("(1)", 0), ("ア", 1), ("a.", 1), ("①", 2))
    ]

    assert levels == [1, 2, 2, 3]
