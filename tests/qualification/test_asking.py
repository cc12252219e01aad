"""Days, instants, people and documents as they are typed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from core.errors import Refused
from qualification.asking import person_of_email, read_day, read_instant, sop_of_number, typed_day, typed_moment
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 4, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-04-15", DAY),
        ("15/04/2026", DAY),
        (" 15/4/2026 ", DAY),
        ("2026-4-15", DAY),
        ("29/02/2028", dt.date(2028, 2, 29)),
        ("01/01/1990", dt.date(1990, 1, 1)),
        ("31/12/2150", dt.date(2150, 12, 31)),
        ("", None),
        (" ", None),
        (None, None),
    ],
)
def test_day_is_read_in_both_orders(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "29/02/2026",
        "31/04/2026",
        "04-15-2026",
        "15.04.2026",
        "x",
        "31/12/1989",
        "01/01/2151",
        "15/04/26",
        "١٥/٠٤/٢٠٢٦x",
    ],
)
def test_day_that_is_none_is_refused_at_its_field(typed):
    with pytest.raises(Refused) as refusal:
        read_day(typed, field="known_at")
    assert refusal.value.field == "known_at"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("15/04/2026 17:00", "2026-04-15T10:00:00+00:00"),
        ("2026-04-15T17:00", "2026-04-15T10:00:00+00:00"),
        ("2026-04-15 17:00", "2026-04-15T10:00:00+00:00"),
        ("2026-04-15T17:00:00+09:00", "2026-04-15T08:00:00+00:00"),
        ("2026-04-15T08:00:00Z", "2026-04-15T08:00:00+00:00"),
        ("15/04/2026", "2026-04-15T16:59:59.999999+00:00"),
    ],
)
def test_instant_without_offset_is_of_the_site_and_a_day_means_its_end(typed, moment):
    assert read_instant(typed) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "typed", ["soon:", "15/04/2026 25:00", "2026-04-15T", "1989-12-31T10:00", "31/02/2026 10:00", "x"]
)
def test_instant_that_is_none_is_refused(typed):
    with pytest.raises(Refused):
        read_instant(typed)


def test_nothing_typed_is_no_instant():
    assert [read_instant(typed) for typed in ("", " ", None)] == [None, None, None]


@pytest.mark.parametrize(("language", "typed"), [("vi", "15/04/2026"), ("en", "15/04/2026"), ("ja", "2026-04-15")])
def test_day_and_moment_are_read_back_as_they_are_written(language, typed):
    moment = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)
    with translation.override(language):
        assert (typed_day(DAY), typed_moment(moment)) == (typed, f"{typed} 17:00")
        assert (read_day(typed_day(DAY)), read_instant(typed_moment(moment))) == (DAY, moment)


@pytest.mark.django_db
def test_person_and_document_are_found_however_they_are_typed():
    user, sop = make.user("learner", email="vy@example.test"), facts.sop("MSC-SOP-ISO-501")

    assert person_of_email(" VY@Example.test ") == user.person
    assert sop_of_number(" msc-sop-iso-501 ") == sop


@pytest.mark.django_db
def test_person_and_document_that_are_not_there_are_refused_at_their_fields():
    make.person()
    found = []
    for ask, typed in ((person_of_email, "vy"), (person_of_email, ""), (sop_of_number, "MSC-SOP")):
        with pytest.raises(Refused) as refusal:
            ask(typed)
        found.append(refusal.value.field)

    assert found == ["person", "person", "sop"]
