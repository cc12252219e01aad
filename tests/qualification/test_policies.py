"""Confirming a qualification: the runs that count, and the day it may begin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from core import clock
from core.errors import Refused
from qualification.domain.confirmation import confirm_qualification
from qualification.models import Confirmation
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def ago(n: int) -> dt.date:
    return clock.today() - dt.timedelta(days=n)


@pytest.fixture(autouse=True)
def _source_language():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def qa():
    return make.user("qa_approver")


def trained(*outcomes: bool, consecutive: bool):
    """A person with these runs, in this order, on a checklist, and an assessment passed after them."""
    who, sop = make.person("Lê Thảo Vy"), facts.sop()
    checklist = facts.checklist(sop, runs_required=3, consecutive=consecutive)
    version = facts.version(sop, ago(100))
    facts.read(who, version, ago(50))
    for n, passed in enumerate(outcomes):
        facts.practised(who, version, ago(40 - n), passed=passed, checklist=checklist)
    facts.practised(who, version, ago(30), "assessment", checklist=checklist)
    return who, version


def test_runs_are_counted_in_a_row_where_the_checklist_says_so(qa):
    who, version = trained(True, True, False, True, consecutive=True)

    with pytest.raises(Refused, match="1 of 3"):
        confirm_qualification(who, version, by=qa, proof=make.proof(qa))
    assert not Confirmation.objects.exists()


def test_runs_are_counted_together_where_it_does_not(qa):
    who, version = trained(True, True, False, True, consecutive=False)

    assert confirm_qualification(who, version, by=qa, proof=make.proof(qa)).person == who


def test_three_runs_in_a_row_after_a_failed_one_are_enough(qa):
    who, version = trained(True, False, True, True, True, consecutive=True)

    assert confirm_qualification(who, version, by=qa, proof=make.proof(qa)).person == who


def test_a_qualification_does_not_begin_in_the_future(qa):
    who, version = trained(True, True, True, consecutive=True)

    with pytest.raises(Refused) as refusal:
        confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(-1))
    assert refusal.value.field == "qualified_from"
    assert not Confirmation.objects.exists()
    assert confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(0)).person == who
