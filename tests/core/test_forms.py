"""Form fields that every page shares."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms

from core.forms import day_field, offer


class Planning(forms.Form):
    day = day_field("Day", required=False)
    what = forms.ChoiceField()


@pytest.mark.parametrize("typed", ["2026-11-30", "30/11/2026"])
def test_a_day_is_taken_from_the_picker_and_as_typed(typed):
    assert Planning.base_fields["day"].clean(typed) == dt.date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["11/30/2026", "2026-02-29", "30.11.26"])
def test_what_is_no_day_is_an_error(typed):
    with pytest.raises(forms.ValidationError):
        Planning.base_fields["day"].clean(typed)


def test_a_day_is_shown_in_the_form_the_picker_reads():
    assert str(Planning(initial={"day": dt.date(2026, 2, 1)})["day"]) == (
        '<input type="date" name="day" value="2026-02-01" id="id_day">'
    )


def test_choices_of_one_page_are_not_those_of_the_next():
    form = Planning({"what": "run"})
    offer(form, "what", [("run", "Run")])

    assert (form.is_valid(), Planning({"what": "run"}).is_valid()) == (True, False)
