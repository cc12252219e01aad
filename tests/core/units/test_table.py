"""The table of units holds each once, and nothing that cannot be read."""

from __future__ import annotations

import unicodedata

from core.units import BY_KEY
from core.units.table import CONTEXT, UNITS


def test_keys_are_single_and_stored_in_one_form() -> None:
    assert len(BY_KEY) == len(UNITS)
    assert [
        unit.key for unit in UNITS if unicodedata.normalize("NFC", unit.key) != unit.key or "\u03bc" in unit.key
    ] == []


def test_every_declared_ambiguity_is_a_spelling_of_a_unit() -> None:
    assert set(CONTEXT) <= {spelling for unit in UNITS for spelling in unit.japanese}
