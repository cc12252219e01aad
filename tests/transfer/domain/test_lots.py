"""Trial lots: entered once, judged by who may, corrected with a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from staff.enums import AccessRole
from staff.permissions import MATRIX, May
from tests.factories import staff as make
from transfer.domain.lots import enter_trial_lot, judge_trial_lot
from transfer.models import TrialLot

pytestmark = pytest.mark.django_db
LOT = {"product": "AD", "stage": "ISO", "lot": "TL-AD-001", "made_on": clock.today(), "passed": None}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def trainer():
    return make.user("trainer")


@pytest.mark.parametrize("role", AccessRole.values)
def test_who_enters_and_judges(role, trainer) -> None:
    by, row = make.user(role), enter_trial_lot(**{**LOT, "lot": "TL-AD-000"}, by=trainer)
    if May.EDIT_TRANSFER in MATRIX[role]:
        assert enter_trial_lot(**LOT, by=by).by == by.person
        assert judge_trial_lot(row, passed=True, by=by).passed is True
    else:
        for act in (lambda: enter_trial_lot(**LOT, by=by), lambda: judge_trial_lot(row, passed=True, by=by)):
            with pytest.raises(NotAllowed):
                act()
        row.refresh_from_db()
        assert (TrialLot.objects.count(), row.passed) == (1, None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"product": "XX"}, "product"),
        ({"stage": "XX"}, "product"),
        ({"lot": "  "}, "lot"),
        ({"made_on": clock.today() + dt.timedelta(days=1)}, "made_on"),
    ],
)
def test_bad_lot_is_refused_at_its_field(trainer, fields, field) -> None:
    with pytest.raises(Refused) as refused:
        enter_trial_lot(**{**LOT, **fields}, by=trainer)

    assert refused.value.field == field
    assert TrialLot.objects.count() == 0


def test_same_lot_of_a_stage_is_entered_once(trainer) -> None:
    enter_trial_lot(**LOT, by=trainer)
    with pytest.raises(Conflict, match="TL-AD-001 is on the board already"):
        enter_trial_lot(**{**LOT, "lot": " TL-AD-001 "}, by=trainer)
    enter_trial_lot(**{**LOT, "stage": "CUL"}, by=trainer)

    assert TrialLot.objects.count() == 2


def test_result_is_judged_corrected_with_a_reason_and_stays_on_the_trail(trainer) -> None:
    row = enter_trial_lot(**LOT, by=trainer)
    judge_trial_lot(row, passed=True, by=trainer)
    judge_trial_lot(row, passed=True, by=trainer)  # a second click is no second act
    with pytest.raises(Refused) as refused:
        judge_trial_lot(row, passed=False, by=trainer)
    assert refused.value.field == "reason"

    assert judge_trial_lot(row, passed=False, by=trainer, reason="Đọc nhầm đĩa").passed is False

    lines = AuditEvent.objects.about("transfer.TrialLot", row.pk).order_by("seq")
    assert [(line.action, line.reason) for line in lines] == [
        ("trial_lot_entered", ""), ("trial_lot_judged", ""), ("trial_lot_judged", "Đọc nhầm đĩa"),
    ]  # fmt: skip
