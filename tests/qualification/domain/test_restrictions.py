"""Suspending, disqualifying, restoring: by QA, for a reason, on record (R-22)."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, Refused
from qualification.domain.restrictions import disqualify, restore, suspend
from qualification.models import Restriction
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
WHY = {"vi": "Điều tra DEV-26-044", "en": "Investigation DEV-26-044"}


def ago(n: int) -> dt.date:
    return clock.today() - dt.timedelta(days=n)


@pytest.fixture
def qa():
    return make.user("qa_approver")


def test_a_decision_needs_a_reason_a_scope_and_no_future(qa):
    who, sop = make.person(), facts.sop()
    for fields in (
        {"reasons": {"vi": " "}},
        {"scope": "sop"},
        {"scope": "all", "sop": sop},
        {"scope": "moon"},
        {"from_on": ago(-1)},
    ):
        with pytest.raises(Refused):
            suspend(who, **{"by": qa, "reasons": WHY, **fields})
    assert Restriction.objects.count() == 0


def test_a_bar_is_on_the_trail_with_its_reason_and_stands_once(qa):
    who = make.person()

    suspend(who, by=qa, reasons=WHY, scope="access_ab", cause={"assessment": object.__class__})

    assert AuditEvent.objects.get(action="suspended").reason == WHY["vi"]
    with pytest.raises(Conflict):
        suspend(who, by=qa, reasons=WHY, scope="access_ab")
    disqualify(who, by=qa, reasons=WHY, scope="access_ab")
    with pytest.raises(Conflict):
        suspend(who, by=qa, reasons=WHY, scope="access_ab")


def test_a_suspension_is_lifted_with_a_reason(qa):
    who = make.person()
    suspend(who, by=qa, reasons=WHY)

    restore(who, by=qa, reasons=WHY)

    with pytest.raises(Conflict):
        restore(who, by=qa, reasons=WHY)


def test_after_disqualification_only_retraining_gowning_and_three_fills_restore(qa):
    """R-22."""
    who, gowning = make.person(), facts.sop()
    facts.checklist(gowning, "gowning")
    version = facts.version(gowning, ago(300))
    disqualify(who, by=qa, reasons=WHY, scope="access_ab", from_on=ago(100))
    steps = [
        lambda: facts.practised(who, version, ago(80)),
        lambda: facts.practised(who, version, ago(70), "assessment"),
        *[
            lambda n=n: facts.practised(who, None, ago(n), "aps", sop=facts.sop(), result_on=ago(n - 14))
            for n in (60, 50, 40)
        ],
    ]
    for step in steps:
        with pytest.raises(Refused):
            restore(who, by=qa, reasons=WHY, scope="access_ab")
        step()

    assert restore(who, by=qa, reasons=WHY, scope="access_ab").kind == "lifted"
