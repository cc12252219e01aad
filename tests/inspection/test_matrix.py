"""The matrix: which states are a problem, windows of it for pages, heads of its columns, lots."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from core import clock
from inspection.matrix import PROBLEMS, STATES, Chosen, lots
from qualification.enums import Status
from tests.factories import staff as make
from tests.factories.matrices import cell, column, line, matrix
from transfer.models import TrialLot


def test_every_status_that_can_stand_in_a_cell_is_a_state_of_the_matrix():
    assert set(STATES) == {*Status.values, "retraining"} - {"not_required"}
    assert set(STATES) - {"valid"} == PROBLEMS


@pytest.mark.parametrize("state", STATES)
def test_selection_of_problems_wants_every_state_but_valid(state):
    assert Chosen(state="problem").wants(state) == (state != "valid")
    assert [Chosen(state=other).wants(state) for other in STATES].count(True) == 1


def test_window_holds_some_lines_and_columns_and_the_counts_of_the_whole():
    whole = matrix(
        [column("A-1"), column("A-2"), column("A-3")],
        [line(name, cell("valid"), cell(), cell("expired")) for name in ("Vy", "Tám", "Hà")],
    )

    part = whole.part(slice(1, 3), slice(0, 2))

    assert [column.sop.number for column in part.columns] == ["A-2", "A-3"]
    assert [(row.person.full_name, [one.state for one in row.cells]) for row in part.lines] == [
        ("Vy", ["not_required", "expired"]), ("Tám", ["not_required", "expired"]),
    ]  # fmt: skip
    assert part.counts == {"valid": 3, "expired": 3}


def test_stages_stand_above_so_many_columns_as_follow_each_other():
    whole = matrix([column(f"A-{n}", stage=stage) for n, stage in enumerate(("ISO", "ISO", "CUL", "ISO"))], [])

    with translation.override("en"):
        assert [count for _name, count in whole.stages] == [2, 1, 1]
        assert whole.stages[0][0] == whole.stages[2][0] != whole.stages[1][0]


def test_head_of_a_column_is_what_numbers_do_not_share():
    assert [column(number).short for number in ("MSC-SOP-ISO-001", "X-1", "ONE")] == ["ISO-001", "X-1", "ONE"]


def test_version_held_is_shown_only_where_something_is_required():
    shown = cell("valid", held=3)
    assert (shown.held, cell().held) == (3, None)
    shown.state = "not_required"
    assert shown.held is None


@pytest.mark.django_db
def test_lot_is_found_in_the_order_in_which_its_stages_were_made():
    day = dt.date(2026, 6, 15)
    rows = [
        TrialLot.objects.create(
            product="AD", stage=stage, lot=lot, made_on=on, by=make.person(), recorded_at=clock.now()
        )
        for stage, lot, on in (("CUL", "TL-1", day), ("ISO", "tl-1", day - dt.timedelta(days=9)), ("ISO", "TL-10", day))
    ]

    assert lots("TL-1") == (rows[1], rows[0])
    assert (lots(""), lots("TL")) == ((), ())
