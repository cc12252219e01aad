"""The words of states and of ways to sign."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from core.icons import ICONS
from core.labels import CHIPS, sign_method, state_word


@pytest.mark.parametrize("language", ["vi", "ja"])
def test_every_state_has_a_word_in_the_language_and_an_icon(language):
    with override("en"):
        english = {state: state_word(state) for state in CHIPS}
    with override(language):
        same = {state for state in CHIPS if state_word(state) == english[state]}

    assert same == set()
    assert {shape for _word, _tone, shape in CHIPS.values()} - ICONS.keys() == set()


def test_a_right_and_a_certificate_are_valid_in_words_of_their_own():
    with override("en"):
        assert (state_word("valid"), state_word("certificate_valid")) == ("Qualified", "Valid")


def test_an_unknown_way_to_sign_is_shown_as_it_is_stored():
    with override("en"):
        assert [sign_method(method) for method in ("password+totp", "token")] == ["password and code", "token"]
