"""Units are named in the reader's language; a unit without a short name is called by its whole one."""

from __future__ import annotations

import pytest
from django.utils import translation

from staff.models import Unit


@pytest.mark.parametrize(
    ("short_names", "language", "name"),
    [({}, "en", "Tissue bank"), ({"vi": "NHM", "en": "TB"}, "en", "TB"), ({"vi": "NHM"}, "en", "NHM")],
)
def test_short_name_falls_back_to_another_language_and_then_to_the_whole_name(short_names, language, name):
    unit = Unit(names={"vi": "Ngân hàng mô", "en": "Tissue bank"}, short_names=short_names)

    with translation.override(language):
        assert unit.short_name == name
