"""Hours of continuing education: who reads a claim, who decides it, who corrects a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from certificates.credit.policies import can_decide_claim, can_read_claim
from certificates.domain.credit import claim_credit, conversion_on, correct_credit, reject_credit, verify_credit
from certificates.models import CmeCredit, CreditClaim
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from staff.enums import AccessRole
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_claim_is_read_by_whose_hours_they_are_who_entered_them_and_those_who_verify():
    owner, office = make.user("learner"), make.user("cme_office")
    claim = issued.claim(owner.person, by=office)
    office.person.grants.update(valid_to=make.LONG_AGO)  # who entered it reads it still

    others = {role for role in AccessRole.values if can_read_claim(claim, make.user(role))}

    assert can_read_claim(claim, owner)
    assert can_read_claim(claim, type(office).objects.get(pk=office.pk))
    assert others == {"trainer", "technical_reviewer", "qa_approver", "cme_office", "director", "auditor"}


@pytest.fixture(autouse=True)
def _source_language():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def test_hours_are_claimed_by_who_earned_them_or_by_the_office():
    owner = make.user("learner")

    with pytest.raises(NotAllowed, match="claimed by the person"):
        issued.claim(owner.person, by=make.user("learner"))
    assert [issued.claim(owner.person, by=by).person for by in (owner, make.user("cme_office"))] == [owner.person] * 2


@pytest.mark.parametrize("decide", [verify_credit, lambda claim, by: reject_credit(claim, by=by, reasons={"vi": "Mờ"})])
def test_a_second_person_decides_a_claim(decide):
    """Neither whose hours they are, nor who entered them, even in the office."""
    earned, entered, second = (make.user("cme_office") for _ in range(3))
    claim = issued.claim(earned.person, by=entered)

    for by in (earned, entered):
        assert not can_decide_claim(claim, by)
        with pytest.raises(NotAllowed, match="Another person"):
            decide(claim, by=by)
    assert not CmeCredit.objects.exists()
    assert can_decide_claim(claim, second)
    decide(claim, by=second)

    assert not can_decide_claim(CreditClaim.objects.get(pk=claim.pk), second)


@pytest.mark.parametrize("role", [role for role in AccessRole.values if role != "cme_office"])
def test_only_the_cme_office_decides_a_claim(role):
    claim, other = issued.claim(make.person()), make.user(role)

    assert not can_decide_claim(claim, other)
    with pytest.raises(NotAllowed):
        verify_credit(claim, by=other)


def line_of(who) -> CmeCredit:
    return verify_credit(issued.claim(who.person), by=make.user("cme_office"))


def test_nobody_corrects_their_own_hours():
    office = make.user("cme_office")

    with pytest.raises(NotAllowed, match="own hours"):
        correct_credit(line_of(office), hours=Decimal(40), by=office, reason="Ghi thiếu")
    assert CmeCredit.objects.count() == 1


@pytest.mark.parametrize("role", AccessRole.values)
def test_hours_are_corrected_by_the_office_or_by_whoever_issues_and_revokes(role):
    line, by = line_of(make.user("learner")), make.user(role)

    if role in {"cme_office", "director", "qa_approver"}:
        correct_credit(line, hours=Decimal(4), by=by, reason="Ghi thừa")
    else:
        with pytest.raises(NotAllowed):
            correct_credit(line, hours=Decimal(4), by=by, reason="Ghi thừa")


def test_a_line_is_corrected_once_with_a_reason_and_stays_readable():
    line, office = line_of(make.user("learner")), make.user("cme_office")

    with pytest.raises(Refused, match="reason"):
        correct_credit(line, hours=Decimal(4), by=office, reason=" ")
    correct_credit(line, hours=Decimal(4), by=office, reason="Ghi thừa")
    with pytest.raises(Conflict):
        correct_credit(CmeCredit.objects.get(pk=line.pk), hours=Decimal(2), by=office, reason="Ghi thừa nữa")

    assert sorted(CmeCredit.objects.values_list("hours", flat=True)) == [Decimal(4), Decimal(8)]
    assert [row.hours for row in CmeCredit.objects.valid()] == [Decimal(4)]


def test_one_paper_gives_hours_once_and_the_row_must_hold_on_the_last_day():
    who = make.user("learner")
    row = conversion_on(clock.today(), activity="short_course", role="learner")
    issued.claim(who.person, by=who, evidence="12/GCN")

    with pytest.raises(Conflict, match="already"):
        issued.claim(who.person, by=who, evidence="12/GCN")
    early = row.valid_from.replace(year=row.valid_from.year - 1)
    with pytest.raises(Refused) as refusal:
        claim_credit(
            who.person,
            row=row,
            started_on=early,
            ended_on=early,
            quantity=Decimal(1),
            title="x",
            organiser="y",
            evidence="13/GCN",
            by=who,
        )
    assert refusal.value.field == "row"
