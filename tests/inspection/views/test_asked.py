"""The query string of as-of pages: two clocks and a selection, always usable."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import RequestFactory

from core import clock
from inspection.matrix import Chosen
from inspection.views.asked import Asked, asked, asked_day
from tests.factories import staff as make
from transfer.models import TrialLot

NOW = dt.datetime(2026, 6, 15, 10, 0, tzinfo=dt.UTC)  # 17:00 in Hà Nội
TODAY = dt.date(2026, 6, 15)


def question(**query: str) -> Asked:
    with clock.fixed(NOW):
        return asked(RequestFactory().get("/", query))


def test_nothing_asked_is_today_as_known_now():
    found = question()

    assert (found.as_of, found.known_at, found.known_now, found.days_ago) == (TODAY, NOW, True, 0)
    assert (found.chosen, found.refused, found.query) == (Chosen(), {}, "as_of=2026-06-15")
    assert (found.typed_day, found.typed_moment) == ("15/06/2026", "")


def test_two_clocks_are_read_and_go_on_in_the_address():
    found = question(as_of="01/06/2026", known_at="02/06/2026 08:00")

    assert (found.as_of, found.known_at) == (dt.date(2026, 6, 1), dt.datetime(2026, 6, 2, 1, 0, tzinfo=dt.UTC))
    assert (found.days_ago, found.known_now, found.typed_moment) == (14, False, "02/06/2026 08:00")
    assert question(**dict(pair.split("=") for pair in ["as_of=2026-06-01"])).as_of == found.as_of


@pytest.mark.parametrize(
    ("known_at", "expected"), [("2026-06-15", NOW), ("15/06/2026 18:00", NOW), ("2026-06-14", None)]
)
def test_moment_later_today_is_now(known_at, expected):
    """The end of today has not come: what is known now is what will have been asked."""
    assert question(known_at=known_at).known_at == (expected or clock.end_of(dt.date(2026, 6, 14)))


@pytest.mark.parametrize(
    ("query", "field"),
    [({"as_of": "x"}, "as_of"), ({"known_at": "soon:"}, "known_at"), ({"known_at": "2026-06-16"}, "known_at")],
)
def test_clock_that_cannot_be_read_is_refused_and_kept_in_its_field(query, field):
    found = question(**query)

    assert list(found.refused) == [field]
    assert found.typed == query
    assert (found.as_of, found.known_at) == (TODAY, NOW)


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"stage": "ISO", "product": "AD", "state": "expired", "q": " Vy ", "unit": "3", "role": "4"},
         Chosen(stage="ISO", product="AD", state="expired", query="Vy", unit=3, role=4)),
        ({"stage": "x", "product": "x", "state": "x", "unit": "x", "role": "-1"}, Chosen()),
        ({"unit": "²", "role": "9" * 10}, Chosen()),
        ({"problem": "1"}, Chosen(state="problem")),
        ({"problem": "1", "state": "valid"}, Chosen(state="valid")),
        ({"q": "a\0b" + "x" * 200}, Chosen(query="ab" + "x" * 98)),
    ],
)  # fmt: skip
def test_selection_is_what_can_be_read_of_it(query, chosen):
    assert question(**query).chosen == chosen


@pytest.mark.django_db
def test_lot_brings_the_day_of_its_last_stage_and_an_unknown_one_a_sentence():
    for stage, day in (("ISO", dt.date(2026, 5, 1)), ("CUL", dt.date(2026, 5, 20))):
        TrialLot.objects.create(product="AD", stage=stage, lot="TL-1", made_on=day, by=make.person(), recorded_at=NOW)

    assert question(lot="TL-1", as_of="2026-06-01").as_of == dt.date(2026, 5, 20)
    assert list(question(lot="TL-2").refused) == ["lot"]


def test_day_alone_takes_no_selection():
    with clock.fixed(NOW):
        assert asked_day(RequestFactory().get("/", {"stage": "ISO"})).chosen == Chosen()
