"""Units of continuing education in the language of the reader."""

from __future__ import annotations

import pytest
from django.utils import translation

from certificates.credit.defaults import CONVERSIONS, REGIMES
from certificates.credit.units import unit_of_activity, unit_of_hours


@pytest.mark.parametrize(("language", "said"), [("vi", "giờ tín chỉ"), ("en", "credit hours")])
def test_unit_of_hours_is_said_in_the_language_of_the_reader(language, said):
    with translation.override(language):
        assert unit_of_hours("giờ tín chỉ") == said


def test_unit_of_the_institution_is_shown_as_it_was_entered():
    with translation.override("ja"):
        assert (unit_of_hours("điểm"), unit_of_activity("ca trực")) == ("điểm", "ca trực")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_unit_of_every_default_is_translated(language):
    """What an installation begins with is readable for everybody."""
    with translation.override(language):
        left = {unit for _form, _activity, _role, unit, *_rest in CONVERSIONS if unit_of_activity(unit) == unit}
        left |= {row["unit"] for row in REGIMES if "unit" in row and unit_of_hours(row["unit"]) == row["unit"]}

    assert left == set()
