"""Glyphs of a large table: drawn once, referred to, quiet where nothing is wrong."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from core.labels import CHIPS
from inspection.templatetags.matrix import at, glyph, ground, reader_language, sprite

STATES = ("valid", "expiring", "expired", "retraining", "not_trained", "suspended", "disqualified")


def test_every_glyph_of_a_state_is_in_the_sprite_once():
    drawn = re.findall(r'<symbol id="(i-[a-z]+)"', sprite(*STATES))
    asked = {found for state in STATES for found in re.findall(r'href="#(i-[a-z]+)"', glyph(state))}

    assert sorted(drawn) == sorted(asked)


def test_states_that_are_no_problem_have_no_ground():
    quiet = {state for state in STATES if not ground(state)}

    assert quiet == {"valid", "not_trained"}
    assert {ground(state) for state in set(STATES) - quiet} == {"amber", "plum"}


@pytest.mark.parametrize("state", STATES)
def test_glyph_is_hidden_from_who_is_read_to(state):
    assert 'aria-hidden="true"' in glyph(state)
    assert f'href="#i-{CHIPS[state][2]}"' in glyph(state, 20)


def test_values_are_looked_up_by_a_key_and_by_the_language_of_the_reader():
    assert [at({"a": "1"}, key) for key in ("a", "b")] == ["1", ""]
    with translation.override("ja"):
        assert reader_language({"vi": "Nuôi cấy", "ja": "培養"}) == "培養"
