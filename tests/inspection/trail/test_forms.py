"""What is asked of the trail, and what is signed about it."""

from __future__ import annotations

import datetime as dt

import pytest

from inspection.trail.forms import OBJECTS, ReviewForm, TrailForm
from inspection.trail.reading import TrailFilter
from inspection.trail.sentences import AREAS
from tests.factories import staff as make

DAY = dt.date(2026, 6, 15)


def test_nothing_typed_is_the_whole_trail():
    form = TrailForm({})

    assert form.is_valid()
    assert form.chosen.whole


def test_selection_is_read_in_both_ways_of_typing_a_day_and_composed():
    form = TrailForm({"who": " Kiều ", "first_day": "15/06/2026", "last_day": "2026-06-15", "area": "people"})

    assert form.is_valid()
    assert form.chosen == TrailFilter(who="Kiều", area="people", first_day=DAY, last_day=DAY)
    assert not form.chosen.whole


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("area", "x"),
        ("object_type", "x"),
        ("first_day", "31/02/2026"),
        ("last_day", "x"),
        ("who", "x" * 101),
        ("action", "x" * 65),
    ],
)
def test_field_that_cannot_be_is_named(field, typed):
    assert set(TrailForm({field: typed}).errors) == {field}


def test_every_area_and_object_can_be_chosen():
    chosen = [TrailForm({"area": area}) for area in (*AREAS, "editor")] + [
        TrailForm({"object_type": key}) for key, _name in OBJECTS
    ]

    assert all(form.is_valid() for form in chosen)


@pytest.mark.django_db
def test_review_names_its_days_and_findings_and_is_signed():
    typed = {"first_day": "01/06/2026", "last_day": "15/06/2026", "findings": "Đã xem.", "password": "x"}
    form = ReviewForm(typed, signer=make.user("director"))

    assert form.is_valid()
    assert (form.cleaned_data["last_day"], form.cleaned_data["follow_up"]) == (DAY, False)
    assert set(ReviewForm({}, signer=make.user("director")).errors) == {"first_day", "last_day", "findings", "password"}
