"""Raised and lowered text."""

from __future__ import annotations

import pytest

from sops.word.scripts import DOWN, UP, script_text


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("3", "sup", ("³", True)),
        ("−６", "sup", ("⁻⁶", True)),
        ("2", "sub", ("₂", True)),
        ("2 ", "", ("2 ", True)),
        ("®", "sup", ("®", True)),
        ("³", "sup", ("³", True)),
        ("暫定", "sup", ("^(暫定)", False)),
        ("b", "sub", ("_(b)", False)),
        ("2b", "sub", ("_(2b)", False)),
    ],
)
def test_in_unicode_where_all_of_it_can_be(text, script, expected) -> None:
    assert script_text(text, script) == expected


def test_no_two_characters_look_alike_when_raised_or_lowered() -> None:
    for table in (UP, DOWN):
        assert len(set(table.values())) == len(table)
    assert not set(UP.values()) & set(DOWN.values())
