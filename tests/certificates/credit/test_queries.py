"""Balance, ledger and claims: by the regime that holds on the day, corrected lines left out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from certificates.credit.queries import claim_state, claims_of, credit_balance, ledger, open_claims, rule_for
from certificates.credit.window import Rule
from certificates.domain.credit import correct_credit, join_regime, reject_credit, verify_credit
from certificates.models import CmeRegime, CreditClaim, RegimeMembership
from core import clock
from staff.models import Licence
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)


@pytest.fixture
def office():
    return make.user("cme_office")


def test_rule_of_a_fixed_regime_begins_at_the_person_s_anchor_else_where_the_regime_counts_from():
    regime = CmeRegime(hours=Decimal(48), period_years=2, window_mode="fixed", counts_from=dt.date(2024, 1, 1))
    anchors = [rule_for(RegimeMembership(regime=regime, anchor=day), DAY).anchor for day in (dt.date(2025, 3, 1), None)]

    assert anchors == [dt.date(2025, 3, 1), dt.date(2024, 1, 1)]


def test_rule_without_a_regime_is_the_general_value_of_the_institution():
    assert rule_for(None, DAY) == Rule(hours=Decimal(120), years=5)


def test_balance_goes_by_the_regime_that_holds_on_the_day():
    who = make.person()
    first, second = CmeRegime.objects.get(code="TT22-1"), CmeRegime.objects.get(code="TT32")
    join_regime(who, first, by=make.one("trainer"), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2025, 12, 31))
    join_regime(who, second, by=make.one("trainer"), valid_from=dt.date(2026, 1, 1))

    days = (dt.date(2019, 12, 31), dt.date(2025, 12, 31), dt.date(2026, 1, 1))

    assert [credit_balance(who, day).regime for day in days] == [None, first, second]


def test_balance_looks_ahead_to_the_end_of_the_licence(office):
    who = make.person()
    Licence.objects.create(
        person=who, kind="GPHN", number="001/HNO", valid_from=dt.date(2022, 7, 1), valid_to=dt.date(2027, 6, 30)
    )
    for day in (dt.date(2022, 6, 30), dt.date(2022, 7, 1)):
        verify_credit(issued.claim(who, ended_on=day), by=office)

    found = credit_balance(who, DAY)

    assert (found.balance.earned, found.balance.forecast_on) == (Decimal(16), dt.date(2027, 6, 30))
    assert found.balance.forecast == Decimal(8)
    assert found.percent == 13


def test_percent_stops_at_a_hundred_and_is_nought_where_nothing_is_required(office):
    who, free = make.person(), make.person()
    regime = CmeRegime.objects.create(code="small", names={"vi": "Nhỏ"}, hours=4, period_years=5)
    join_regime(who, regime, by=make.one("trainer"), valid_from=make.LONG_AGO)
    join_regime(free, CmeRegime.objects.get(code="DUOC"), by=make.one("trainer"), valid_from=make.LONG_AGO)
    for one in (who, free):
        verify_credit(issued.claim(one, ended_on=DAY), by=office)

    assert [credit_balance(one, DAY).percent for one in (who, free)] == [100, 0]


def test_ledger_shows_corrected_lines_and_the_balance_does_not_count_them(office):
    who = make.person()
    line = verify_credit(issued.claim(who, ended_on=DAY), by=office)
    correct_credit(line, hours=Decimal(3), by=office, reason="Ghi thừa")

    assert [row.hours for row in ledger(who)] == [Decimal(3), Decimal(8)]
    assert credit_balance(who, DAY).balance.earned == Decimal(3)


def test_claims_wait_in_the_order_they_were_entered_until_they_are_decided(office):
    who = make.person()
    late, early = (issued.claim(who, ended_on=DAY, at=clock.now() - dt.timedelta(days=days)) for days in (1, 2))
    verified, rejected = issued.claim(who), issued.claim(who)
    verify_credit(verified, by=office)
    reject_credit(rejected, by=office, reasons={"vi": "Mờ"})

    assert list(open_claims()) == [early, late]
    assert {claim.pk: claim_state(claim) for claim in claims_of(who)} == {
        early.pk: "pending", late.pk: "pending", verified.pk: "verified", rejected.pk: "rejected",
    }  # fmt: skip
    assert CreditClaim.objects.count() == 4
