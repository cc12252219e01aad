"""Hours as the pages show them: years, the pace, the sheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from certificates.credit.presenting import YearLine, cme_block, sheet
from certificates.domain.credit import join_regime, verify_credit
from certificates.models import CmeRegime
from tests.factories import certificates as issued
from tests.factories import staff as make
from tests.factories.payloads import competence, form_a

DAY = dt.date(2026, 6, 15)


@pytest.fixture
def khue():
    return make.person("Trần Minh Khuê")


def under(who, **rule):
    """Under a regime of 120 hours in five years, changed by `rule`."""
    anchor = rule.pop("anchor", None)
    values = {"code": "own", "names": {"vi": "Riêng"}, "hours": 120, "period_years": 5, **rule}
    join_regime(
        who, CmeRegime.objects.create(**values), by=make.one("trainer"), valid_from=dt.date(2020, 1, 1), anchor=anchor
    )


def earned(who, *days: str) -> None:
    for day in days:
        verify_credit(issued.claim(who, ended_on=dt.date.fromisoformat(day)), by=make.user("cme_office"))


@pytest.mark.django_db
def test_years_without_hours_have_no_line_and_hours_outside_the_window_do_not_stand(khue):
    under(khue)
    earned(khue, "2021-06-15", "2021-06-16", "2024-01-10", "2024-02-29", "2026-06-15")

    block = cme_block(khue, DAY)

    assert block.years == [YearLine(2021, Decimal(8), 1), YearLine(2024, Decimal(16), 2), YearLine(2026, Decimal(8), 1)]
    assert sum(line.hours for line in block.years) == block.balance.earned


@pytest.mark.django_db
def test_pace_of_a_full_rolling_window_is_none(khue):
    under(khue)

    block = cme_block(khue, DAY)

    assert (block.pace, block.ahead, block.behind, block.ticks) == (None, None, None, [])


@pytest.mark.django_db
def test_pace_counts_from_the_beginning_of_the_period_by_whole_hours(khue):
    under(khue, window_mode="fixed", anchor=dt.date(2024, 1, 1))
    earned(khue, "2026-06-15")

    halfway = cme_block(khue, dt.date(2026, 7, 1))

    assert (halfway.pace, halfway.pace_percent, halfway.behind) == (Decimal(60), 50, Decimal(52))
    assert halfway.ticks == [2024, 2025, 2026, 2027, 2028]
    assert cme_block(khue, dt.date(2028, 12, 31)).pace == Decimal(120)


@pytest.mark.django_db
def test_years_stand_under_the_bar_only_where_the_period_is_made_of_whole_years(khue):
    under(khue, window_mode="fixed", anchor=dt.date(2024, 2, 29))

    assert cme_block(khue, DAY).ticks == []


@pytest.mark.django_db
def test_nothing_required_gives_no_pace(khue):
    under(khue, hours=None, window_mode="fixed", anchor=dt.date(2024, 1, 1))

    assert (cme_block(khue, DAY).pace, cme_block(khue, DAY).required) == (None, None)


def test_sheet_of_hours_says_from_when_to_when():
    assert sheet(form_a()).period == "từ 04/05/2026 đến 12/06/2026"


@pytest.mark.parametrize(("valid_to", "until"), [("2028-06-12", ", có giá trị đến hết ngày 12/06/2028"), (None, "")])
def test_sheet_of_competence_says_until_when(valid_to, until):
    facts = competence(hours=None, valid_to=valid_to)

    assert sheet(facts).period == f"MSC-SOP-CUL-003, bản 3, từ ngày 04/05/2026{until}"
