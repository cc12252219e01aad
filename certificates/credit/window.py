"""Windows of continuing education: pure functions of days and hours (domain (g)). Hours are Decimals, never floats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from certificates.enums import WindowMode
from core.days import add_years

ZERO = Decimal(0)


@dataclass(frozen=True)
class Rule:
    """A regime as needed by the window. `hours` null: the institution has not entered the requirement."""

    hours: Decimal | None
    years: int
    mode: str = WindowMode.ROLLING
    minimum_per_year: Decimal | None = None
    counts_from: dt.date | None = None
    anchor: dt.date | None = None  # first day of the first fixed period


@dataclass(frozen=True)
class Line:
    """Hours that count from the day their activity ended."""

    ended_on: dt.date
    hours: Decimal


@dataclass(frozen=True)
class Window:
    """First and last day whose activities count, both included."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Balance:
    """Balance on a day: earned against required, the next hours to leave the window, the hours left on the day of
    renewal.
    """

    window: Window
    required: Decimal | None
    earned: Decimal
    missing: Decimal
    next_loss_on: dt.date | None  # first day on which these hours no longer count
    next_loss: Decimal
    forecast_on: dt.date | None
    forecast: Decimal | None  # earned on that day if nothing is added
    year_earned: Decimal  # in the calendar year of the day, for regimes with a yearly minimum
    year_missing: Decimal


def window(rule: Rule, on: dt.date) -> Window:
    """Returns the days whose activities count on `on`.

    Rolling: (D − years, D]. Fixed: the period from the anchor that contains D, up to its last day.
    """
    if rule.mode == WindowMode.FIXED and rule.anchor:
        period = (on.year - rule.anchor.year) // rule.years
        # the year alone may point one period too far: the anniversary decides
        while add_years(rule.anchor, period * rule.years) > on:
            period -= 1
        while add_years(rule.anchor, (period + 1) * rule.years) <= on:
            period += 1
        first = add_years(rule.anchor, period * rule.years)
        last = add_years(rule.anchor, (period + 1) * rule.years) - dt.timedelta(days=1)
    else:
        first, last = add_years(on, -rule.years) + dt.timedelta(days=1), on
    return Window(max(first, rule.counts_from) if rule.counts_from else first, last)


def lost_on(rule: Rule, ended_on: dt.date, on: dt.date) -> dt.date:
    """Returns the first day after `on` on which an activity that ended on `ended_on` and counts on `on` no longer
    counts.
    """
    if rule.mode == WindowMode.FIXED and rule.anchor:
        return window(rule, on).last + dt.timedelta(days=1)
    day = add_years(ended_on, rule.years)
    while add_years(day, -rule.years) < ended_on:  # an activity of 29 February counts through 28 February
        day += dt.timedelta(days=1)
    return day


def balance(rule: Rule, lines: Iterable[Line], on: dt.date, renewal_on: dt.date | None = None) -> Balance:
    """Returns hours earned, hours missing, next loss and forecast on `on`. Activities that end after `on` do not count
    yet.
    """
    known = [line for line in lines if line.ended_on <= on and line.hours > 0]
    now = window(rule, on)
    counted = [line for line in known if now.holds(line.ended_on)]
    earned = sum((line.hours for line in counted), ZERO)
    losses: dict[dt.date, Decimal] = {}
    for line in counted:
        day = lost_on(rule, line.ended_on, on)
        losses[day] = losses.get(day, ZERO) + line.hours
    next_loss_on = min(losses, default=None)
    forecast = None
    if renewal_on and renewal_on > on:
        then = window(rule, renewal_on)
        forecast = sum((line.hours for line in known if then.holds(line.ended_on)), ZERO)
    year = sum((line.hours for line in counted if line.ended_on.year == on.year), ZERO)
    return Balance(
        window=now,
        required=rule.hours,
        earned=earned,
        missing=max((rule.hours or ZERO) - earned, ZERO),
        next_loss_on=next_loss_on,
        next_loss=losses[next_loss_on] if next_loss_on else ZERO,
        forecast_on=renewal_on if forecast is not None else None,
        forecast=forecast,
        year_earned=year,
        year_missing=max((rule.minimum_per_year or ZERO) - year, ZERO),
    )
