"""Gathered rows: how the rules read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from qualification.facts import Gathered, ids_of, version_number
from qualification.statement import PLACE
from sops.models import Sop
from staff.models import Person


def row(**known: Any) -> Gathered:
    return Gathered(**{**dict.fromkeys(Gathered._fields), **known})


@pytest.mark.parametrize(
    ("known", "last_day"),
    [
        ({}, None),
        ({"held_from": "2024-02-29"}, None),
        ({"held_from": "2024-02-29", "months": 24}, dt.date(2026, 2, 28)),
        ({"held_from": "2024-02-29", "months": 48}, dt.date(2028, 2, 29)),
        ({"held_from": "2024-02-29", "held_to": "2025-06-30", "months": 48}, dt.date(2025, 6, 30)),
        ({"held_to": None, "months": 24}, None),
    ],
)
def test_confirmation_holds_until_its_own_last_day_else_the_interval_of_the_roles(known, last_day):
    assert row(**known).held_until == last_day


def test_version_is_the_number_behind_its_place_in_the_order_of_taking_effect():
    assert [version_number(place) for place in (None, 1 * PLACE + 3, 12 * PLACE + 11)] == [None, 3, 11]
    assert row(last=2 * PLACE + 5).version == 5


def test_rows_and_keys_are_one_list_of_keys_and_none_stays_all():
    assert ids_of([Person(pk=7), 3, Sop(pk=5)]) == (3, 5, 7)
    assert (ids_of([]), ids_of(None)) == ((), None)
