"""Characters of symbol fonts."""

from __future__ import annotations

import pytest

from sops.word.symbols import in_font, is_symbol_font, symbol


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Symbol", 0x6D, "μ"),
        ("symbol", 0xF06D, "μ"),
        ("Symbol", 0xB1, "±"),
        ("Symbol", 0xA3, "≤"),
        ("Symbol", 0x3E, ">"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings", 0x81, "①"),
        ("Wingdings", 0x95, "❿"),
        ("Wingdings 2", 0x52, "☑"),
        ("Symbol", 0x7F, ""),
        ("Gaiji", 0x6D, ""),
    ],
)
def test_symbol(font, code, character) -> None:
    assert symbol(font, code) == character


def test_text_in_a_symbol_font_keeps_blanks_and_unknown_characters() -> None:
    assert in_font("m L\x7f培", "Symbol") == "μ Λ\x7f培"


def test_fonts_known_here() -> None:
    assert [is_symbol_font(font) for font in ("SYMBOL", "Wingdings 2", "Wingdings 3", "")] == [True, True, False, False]
