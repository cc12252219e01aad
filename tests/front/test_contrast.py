"""Every pairing of colours the design allows reaches WCAG 2.2 AA, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text()
COLOURS = {
    name: pair for name, *pair in re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", CSS)
}
COLOURS["white"] = ["#ffffff", "#ffffff"]
GROUNDS = ["bg", "surface", "sunken", "raised"]
PIGMENTS = ["indigo", "jade", "amber", "vermilion", "plum"]

TEXT = [
    *[(text, ground) for text in ["ink", "ink-2", "ink-3", *[f"{p}-t" for p in PIGMENTS]] for ground in GROUNDS],
    *[(text, f"{p}-b") for p in PIGMENTS for text in (f"{p}-t", "ink", "ink-2")],
    *[(f"on-{p}", p) for p in PIGMENTS],
    ("on-indigo", "indigo-2"),
    ("white", "jade-f"),
    ("white", "plum-f"),
    ("bg", "ink"),
    ("ink-3", "indigo-b"),
    ("plum-t", "indigo-b"),
]
GLYPHS = [
    *[
        (glyph, ground)
        for glyph in ["indigo", "jade", "vermilion", "plum", "ctl", "indigo-t", "amber-t"]
        for ground in ("bg", "surface")
    ],
    ("ctl", "sunken"),
    ("jade", "jade-b"),
    ("plum", "plum-b"),
    ("indigo", "indigo-b"),
    ("jade", "line"),
    ("indigo", "line"),
    ("focus-ink", "bg"),
    ("focus-ink", "surface"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_glyphs_stand_out(theme: int) -> None:
    weak = [
        f"{front} on {ground}: {ratio(COLOURS[front][theme], COLOURS[ground][theme]):.2f}"
        for pairs, needed in ((TEXT, 4.5), (GLYPHS, 3.0))
        for front, ground in pairs
        if ratio(COLOURS[front][theme], COLOURS[ground][theme]) < needed
    ]

    assert weak == []


def test_components_take_their_colours_from_the_tokens() -> None:
    # paper white behind a QR code, the dark of the focus ring and the print marks are the same in every theme
    allowed = {"#fff", "#0000", "#0001", "#081725"}
    folder = Path(__file__).parents[2] / "static" / "css"
    found = {
        (path.name, colour)
        for path in [*folder.glob("components/*.css"), *folder.glob("pages/*.css")]
        if path.name != "certificate.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text())
        if colour not in allowed
    }

    assert found == set()
