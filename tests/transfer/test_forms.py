"""What is typed about trial lots."""

from __future__ import annotations

import datetime as dt

import pytest

from transfer.forms import JudgeForm, TrialLotForm

PRODUCTS, STAGES = [("AD", "Adipose"), ("NK", "NK")], [("ISO", "Isolation")]
LOT = {"product": "AD", "stage": "ISO", "lot": "TL-1", "made_on": "15/06/2026"}


def form(**changed: str) -> TrialLotForm:
    return TrialLotForm({**LOT, **changed}, products=PRODUCTS, stages=STAGES)


@pytest.mark.parametrize(("typed", "passed"), [("yes", True), ("no", False), ("", None)])
def test_lot_may_wait_for_its_result(typed, passed):
    made = form(passed=typed)

    assert made.errors == {}
    assert (made.cleaned_data["passed"], made.cleaned_data["made_on"]) == (passed, dt.date(2026, 6, 15))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("product", "CIK"),
        ("stage", "CUL"),
        ("lot", " "),
        ("lot", "x" * 65),
        ("made_on", "31/06/2026"),
        ("passed", "maybe"),
        ("note", "x" * 501),
    ],
)
def test_field_that_cannot_be_is_named(field, typed):
    assert set(form(**{field: typed}).errors) == {field}


@pytest.mark.parametrize(("typed", "passed"), [("yes", True), ("no", False)])
def test_judgement_is_one_of_two(typed, passed):
    made = JudgeForm({"passed": typed})

    assert made.is_valid()
    assert made.cleaned_data["passed"] is passed


def test_judgement_is_not_left_open():
    assert [set(JudgeForm({"passed": typed}).errors) for typed in ("", "maybe")] == [{"passed"}, {"passed"}]
