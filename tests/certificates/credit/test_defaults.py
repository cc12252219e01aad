"""What an installation begins with is there after the first migration,
comes back into emptied tables, and overwrites nothing.
"""

from __future__ import annotations

import pytest
from django.apps import apps

from certificates.credit.defaults import CONVERSIONS, PATTERNS, REGIMES, begin
from certificates.models import CmeRegime, ConversionRow, NumberPattern

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (CmeRegime, ConversionRow, NumberPattern)]


WHOLE = [len(REGIMES), len(CONVERSIONS), len(PATTERNS)]


def test_a_new_database_has_them():
    assert counts() == WHOLE


def test_emptied_tables_are_filled_again():
    for model in (ConversionRow, NumberPattern, CmeRegime):
        model.objects.all().delete()

    begin()

    assert counts() == WHOLE
    assert CmeRegime.objects.get(code="TT32").hours == 120


def test_rows_of_the_institution_stay_as_they_are():
    NumberPattern.objects.all().delete()
    CmeRegime.objects.filter(code="TT32").update(hours=96, confirmed=True)

    begin(apps=apps)

    assert counts() == [WHOLE[0], WHOLE[1], 0]
    assert CmeRegime.objects.get(code="TT32").hours == 96
