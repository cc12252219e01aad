"""A person's hours as shown on the pages: earned against required, the pace, the years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from certificates.credit.queries import credit_balance
from certificates.credit.window import Balance, Line
from certificates.enums import WindowMode
from certificates.models import CmeCredit, CmeRegime
from core.days import add_years, vietnamese_day
from core.pdf.parts import long_day
from staff.models import Person


@dataclass(frozen=True)
class YearLine:
    """Hours of one calendar year inside the window; a year without hours has no line."""

    year: int
    hours: Decimal
    count: int


@dataclass(frozen=True)
class CmeBlock:
    """Content of the CME block of *today* and *my record*."""

    regime: CmeRegime | None
    balance: Balance
    years: list[YearLine]
    pace: Decimal | None  # hours a steady pace would have by today; only where a period has a beginning and an end
    pace_percent: int
    unit: str
    first_year: int
    last_year: int
    whole_years: bool

    @property
    def ticks(self) -> list[int]:
        """Years under the progress bar; only if the period begins and ends with a year, as the marks would be wrong
        otherwise.
        """
        whole = self.pace is not None and self.whole_years
        return list(range(self.first_year, self.last_year + 1)) if whole else []

    @property
    def required(self) -> Decimal | None:
        return self.balance.required

    @property
    def ahead(self) -> Decimal | None:
        return self.balance.earned - self.pace if self.pace is not None else None

    @property
    def behind(self) -> Decimal | None:
        return self.pace - self.balance.earned if self.pace is not None else None


def cme_block(person: Person, on: dt.date) -> CmeBlock:
    """Returns the block for a person on a day.

    The pace runs from the beginning of the period, or of recording, to the end of the licence or of the period.
    """
    found = credit_balance(person, on)
    now = found.balance
    lines = [
        Line(ended_on, hours)
        for ended_on, hours in CmeCredit.objects.valid()
        .filter(person=person, hours__gt=0)
        .values_list("ended_on", "hours")
        if now.window.first <= ended_on <= min(on, now.window.last)
    ]
    years = [
        YearLine(year, sum((line.hours for line in lines if line.ended_on.year == year), Decimal(0)), count)
        for year in range(now.window.first.year, on.year + 1)
        if (count := sum(line.ended_on.year == year for line in lines))
    ]
    begin, end = _period(found.rule.mode, now, found.rule.years, found.rule.counts_from, on)
    pace = None
    if begin and end and now.required and end > begin:
        elapsed = Decimal((on - begin).days + 1) / Decimal((end - begin).days + 1)
        pace = (now.required * min(elapsed, Decimal(1))).quantize(Decimal(1))
    return CmeBlock(
        regime=found.regime,
        balance=now,
        years=years,
        pace=pace,
        pace_percent=int(pace * 100 / now.required) if pace is not None and now.required else 0,
        unit=found.unit,
        first_year=(begin or now.window.first).year,
        last_year=(end or now.window.last).year,
        whole_years=bool(begin and end and (begin.month, begin.day) == (1, 1) and (end.month, end.day) == (12, 31)),
    )


def cme_section(cme: CmeBlock, *, link: bool = False) -> SafeString:
    """Returns the block as HTML, for pages of any app; `link` leads to the ledger of hours."""
    return mark_safe(render_to_string("certificates/_cme.html", {"cme": cme, "link": link}))


def _period(
    mode: str, now: Balance, years: int, counts_from: dt.date | None, on: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    """Returns beginning and end of the period over which the hours are spread; a full rolling window has none."""
    if mode == WindowMode.FIXED:
        return now.window.first, now.window.last
    if counts_from and add_years(counts_from, years) > on:
        return counts_from, add_years(counts_from, years) - dt.timedelta(days=1)
    return None, None


@dataclass(frozen=True)
class Sheet:
    """Lines of the certificate on screen, composed from the frozen facts; in Vietnamese, as printed."""

    period: str
    issued: str
    angles: tuple[int, ...] = tuple(range(0, 180, 5))


def sheet(facts: dict[str, Any]) -> Sheet:
    """Returns the lines for the page of a certificate."""
    if facts["hours"]:
        period = f"từ {vietnamese_day(facts['from'])} đến {vietnamese_day(facts['to'])}"
    else:
        until = f", có giá trị đến hết ngày {vietnamese_day(facts['valid_to'])}" if facts["valid_to"] else ""
        period = f"{facts['subject']['reference']}, từ ngày {vietnamese_day(facts['from'])}{until}"
    return Sheet(period=period, issued=long_day(facts["issued_on"]))
