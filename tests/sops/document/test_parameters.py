"""Critical parameters of a step: exactly the numbers each comparator needs."""

from __future__ import annotations

import pytest

from sops.document.parameters import NEEDED, parameter_faults
from sops.enums import Comparator

GIVEN = {"comparator": "±", "value": "37", "tolerance": "0.5", "low": "", "high": ""}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({}, set()),
        ({"tolerance": ""}, {"tolerance"}),
        ({"value": "37,5"}, {"value"}),
        ({"value": "３７"}, {"value"}),
        ({"tolerance": "-1"}, {"tolerance"}),
        ({"low": "1"}, {"low"}),
        ({"comparator": "range", "value": "", "tolerance": "", "low": "30", "high": "30"}, set()),
        ({"comparator": "range", "value": "", "tolerance": "", "low": "45", "high": "30"}, {"high"}),
        ({"comparator": "≥", "tolerance": ""}, set()),
        ({"comparator": "≥"}, {"tolerance"}),
        ({"comparator": "≥", "tolerance": "", "value": "-80"}, set()),
    ],
)
def test_a_parameter_has_exactly_the_numbers_of_its_comparator(fields: dict[str, str], at: set[str]) -> None:
    assert set(parameter_faults({**GIVEN, **fields})) == at


def test_every_comparator_says_what_it_needs() -> None:
    assert set(NEEDED) == set(Comparator.values)


@pytest.mark.parametrize("comparator", ["", "≒", None])
def test_without_a_comparator_nothing_else_is_looked_at(comparator: str | None) -> None:
    assert set(parameter_faults({**GIVEN, "comparator": comparator, "value": "x"})) == {"comparator"}
