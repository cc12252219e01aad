"""What is typed to plan practice."""

from __future__ import annotations

import datetime as dt

import pytest

from qualification.planning_forms import CancelForm, PlanForm
from sops.models import Sop
from staff.models import Person
from tests.factories import facts
from tests.factories import staff as make


@pytest.fixture
def typed():
    who, assessor, sop = make.person(), make.person(), facts.sop()
    return {
        "person": who.pk,
        "assessor": assessor.pk,
        "sop": sop.pk,
        "activity": "supervised_run",
        "day": "15/06/2026",
        "time": "09:30",
        "number": "2",
        "of": "3",
    }


def form(typed: dict, **changed: object) -> PlanForm:
    rows = {
        "people": Person.objects.filter(pk=typed["person"]),
        "assessors": Person.objects.filter(pk=typed["assessor"]),
    }
    return PlanForm({**typed, **changed}, sops=Sop.objects.all(), **rows)


@pytest.mark.django_db
def test_appointment_is_read_as_it_is_typed(typed):
    made = form(typed)

    assert made.errors == {}
    data = made.cleaned_data
    assert (data["day"], data["time"], data["number"], data["of"]) == (dt.date(2026, 6, 15), dt.time(9, 30), 2, 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": "4"}, "number"),
        ({"number": "0"}, "number"),
        ({"of": "100"}, "of"),
        ({"day": "31/02/2026"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"activity": "x"}, "activity"),
        ({"sop": ""}, "sop"),
    ],
)
def test_field_that_cannot_be_is_named(typed, changed, field):
    assert set(form(typed, **changed).errors) == {field}


@pytest.mark.django_db
def test_only_people_of_the_two_lists_are_chosen(typed):
    swapped = form(typed, person=typed["assessor"], assessor=typed["person"])

    assert set(swapped.errors) == {"person", "assessor"}


@pytest.mark.django_db
def test_time_and_place_in_the_series_may_stay_open(typed):
    assert form(typed, time="", number="", of="").is_valid()


def test_cancelling_needs_its_reason():
    assert [CancelForm({"reason": text}).is_valid() for text in ("Ốm", " ", "x" * 501)] == [True, False, False]
