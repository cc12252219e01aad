"""Templates as text: what no formatter holds."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))


def _places(pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}"
        for path in TEMPLATES
        for text in [path.read_text()]
        for found in re.finditer(pattern, text, re.MULTILINE)
    ]


def test_no_line_is_longer_than_160() -> None:
    assert _places(r"^.{161,}$") == []


def test_no_space_stands_before_a_comma() -> None:
    # the formatter parts two blocks that stand side by side, also where the second one begins inside a sentence
    assert _places(r"\s\{% if\b[^%]*%\}[,.;:!?)、。]") == []
