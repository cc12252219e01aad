"""Queries of CME credit: balance, ledger, claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from certificates.credit import window as cme
from certificates.credit.units import unit_of_hours
from certificates.enums import ClaimState, WindowMode
from certificates.models import (
    CmeCredit,
    CmeRegime,
    CreditClaim,
    RegimeMembership,
)
from staff.models import Person
from staff.values import all_values


@dataclass(frozen=True)
class CreditBalance:
    """A person's hours on a day, by the regime that applies on that day."""

    regime: CmeRegime | None
    rule: cme.Rule
    balance: cme.Balance

    @property
    def percent(self) -> int:
        required = self.balance.required
        return min(int(self.balance.earned * 100 / required), 100) if required else 0

    @property
    def unit(self) -> str:
        return unit_of_hours(self.regime.unit if self.regime else "giờ tín chỉ")


def credit_balance(person: Person, on: dt.date) -> CreditBalance:
    """Returns hours earned, hours missing, the next loss, and the forecast for the day the licence ends.

    Without a regime on record, the institution's general value applies.
    """
    membership = (
        RegimeMembership.objects.on(on).filter(person=person).select_related("regime").order_by("-valid_from").first()
    )
    licence = person.licences.on(on).first()
    rule = rule_for(membership, on)
    lines = [
        cme.Line(ended_on, hours)
        for ended_on, hours in CmeCredit.objects.valid().filter(person=person).values_list("ended_on", "hours")
    ]
    return CreditBalance(
        regime=membership.regime if membership else None,
        rule=rule,
        balance=cme.balance(rule, lines, on, renewal_on=licence.valid_to if licence else None),
    )


def rule_for(membership: RegimeMembership | None, on: dt.date) -> cme.Rule:
    """Returns the rule of a regime for one person; the institution's general value where no regime is on
    record ([D]).
    """
    if membership is None:
        values = all_values(on)
        return cme.Rule(hours=Decimal(values["cme_hours"]), years=values["cme_years"], mode=WindowMode.ROLLING)
    regime = membership.regime
    return cme.Rule(
        hours=regime.hours,
        years=regime.period_years,
        mode=regime.window_mode,
        minimum_per_year=regime.minimum_per_year,
        counts_from=regime.counts_from,
        anchor=membership.anchor or (regime.counts_from if regime.window_mode == WindowMode.FIXED else None),
    )


def ledger(person: Person) -> QuerySet[CmeCredit]:
    """Returns every line, corrected ones too, newest activity first."""
    return (
        CmeCredit.objects.filter(person=person)
        .select_related("certificate", "claim", "corrected_by")
        .order_by("-ended_on", "-pk")
    )


def open_claims() -> QuerySet[CreditClaim]:
    """Returns the claims without a decision, oldest first."""
    return (
        CreditClaim.objects.filter(decision=None)
        .select_related("person", "row", "claimed_by", "decision")
        .order_by("recorded_at", "pk")
    )


def claims_of(person: Person) -> QuerySet[CreditClaim]:
    return CreditClaim.objects.filter(person=person).select_related("row", "decision").order_by("-recorded_at", "-pk")


def claim_state(claim: CreditClaim) -> str:
    """Pending, verified or rejected; expects the decision to be fetched with the claim."""
    decision = getattr(claim, "decision", None)
    if decision is None:
        return ClaimState.PENDING
    return ClaimState.VERIFIED if decision.accepted else ClaimState.REJECTED
