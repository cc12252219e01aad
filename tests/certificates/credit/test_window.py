from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.credit.window import Line, Rule, Window, balance, lost_on, window
from core.days import add_years

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31))
HOURS = st.decimals("0.5", "40", places=1)
LINES = st.lists(st.builds(Line, DAYS, HOURS), max_size=15)
FIVE = Rule(hours=Decimal(120), years=5)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2026-11-24", "2021-11-25"),
        ("2028-02-29", "2023-03-01"),
        ("2029-02-28", "2024-02-29"),
        ("2029-03-01", "2024-03-02"),
        ("2024-12-31", "2020-01-01"),
    ],
)
def test_rolling_window_is_open_at_its_far_end(on, first):
    assert window(FIVE, day(on)) == Window(day(first), day(on))


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2026-11-24", "2024-02-29", "2029-02-27"),
        ("2029-02-27", "2024-02-29", "2029-02-27"),
        ("2029-02-28", "2029-02-28", "2034-02-27"),
        ("2024-02-29", "2024-02-29", "2029-02-27"),
        ("2024-02-28", "2019-02-28", "2024-02-28"),
    ],
)
def test_fixed_periods_follow_the_anchor_over_leap_days(on, first, last):
    rule = Rule(hours=Decimal(120), years=5, mode="fixed", anchor=day("2024-02-29"))
    assert window(rule, day(on)) == Window(day(first), day(last))


def test_hours_before_the_regime_do_not_count():
    rule = Rule(hours=Decimal(120), years=5, counts_from=day("2024-01-01"))
    lines = [Line(day("2023-12-31"), Decimal(40)), Line(day("2024-01-01"), Decimal(8))]
    assert balance(rule, lines, day("2026-11-24")).earned == Decimal(8)


def test_standing_in_figures():
    lines = [
        Line(day("2022-05-10"), Decimal("1.5")),
        Line(day("2024-06-01"), Decimal(16)),
        Line(day("2026-12-01"), Decimal(50)),
    ]
    now = balance(FIVE, lines, day("2026-11-24"), renewal_on=day("2027-05-10"))
    assert (now.earned, now.missing) == (Decimal("17.5"), Decimal("102.5"))
    assert (now.next_loss_on, now.next_loss) == (day("2027-05-10"), Decimal("1.5"))
    assert (now.forecast_on, now.forecast) == (day("2027-05-10"), Decimal(16))


def test_yearly_minimum():
    rule = Rule(hours=Decimal(120), years=5, minimum_per_year=Decimal(12))
    lines = [Line(day("2026-01-05"), Decimal("7.5")), Line(day("2025-12-31"), Decimal(20))]
    now = balance(rule, lines, day("2026-11-24"))
    assert (now.year_earned, now.year_missing) == (Decimal("7.5"), Decimal("4.5"))


def test_nothing_required_is_nothing_missing():
    assert balance(Rule(hours=None, years=3), [], day("2026-11-24")).missing == 0


@given(LINES, DAYS)
def test_earned_is_the_sum_of_what_ended_in_the_five_years_before(lines, on):
    begin = add_years(on, -5)
    assert balance(FIVE, lines, on).earned == sum(
        (line.hours for line in lines if begin < line.ended_on <= on), Decimal(0)
    )


@given(st.builds(Line, DAYS, HOURS), DAYS)
def test_hours_count_until_the_day_before_they_are_lost(line, on):
    if not window(FIVE, on).holds(line.ended_on):
        return
    lost = lost_on(FIVE, line.ended_on, on)
    assert lost > on
    assert window(FIVE, lost - dt.timedelta(days=1)).holds(line.ended_on)
    assert not window(FIVE, lost).holds(line.ended_on)


@given(DAYS, DAYS, st.integers(1, 6))
def test_fixed_periods_tile_time_without_gap_or_overlap(anchor, on, years):
    rule = Rule(hours=Decimal(120), years=years, mode="fixed", anchor=anchor)
    now = window(rule, on)
    assert now.holds(on)
    assert window(rule, now.last + dt.timedelta(days=1)).first == now.last + dt.timedelta(days=1)
    assert window(rule, now.first) == now == window(rule, now.last)


@given(LINES, DAYS, st.integers(0, 400))
def test_forecast_is_what_is_earned_then_if_nothing_is_added(lines, on, later):
    past = [line for line in lines if line.ended_on <= on]
    then = on + dt.timedelta(days=later)
    forecast = balance(FIVE, lines, on, renewal_on=then).forecast
    assert forecast == (balance(FIVE, past, then).earned if later else None)


@given(LINES, DAYS)
def test_missing_and_earned_make_what_is_required_or_more(lines, on):
    now = balance(FIVE, lines, on)
    assert now.missing >= 0
    assert now.missing == 0 or now.missing + now.earned == 120
