"""Drawn icons: each is well-formed, and none looks like another."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

import pytest

from core.icons import ICONS


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_well_formed_and_inside_its_square(name):
    drawing = ElementTree.fromstring(f"<svg>{ICONS[name]}</svg>")  # our own text

    numbers = [float(shape.get(key)) for shape in drawing for key in ("x", "y", "cx", "cy") if shape.get(key)]
    assert len(drawing) > 0
    assert [number for number in numbers if not 0 <= number <= 16] == []


def test_only_a_version_in_force_and_a_right_that_holds_are_drawn_alike():
    names = defaultdict(set)
    for name, drawing in ICONS.items():
        names[drawing].add(name)

    assert [alike for alike in names.values() if len(alike) > 1] == [{"effective", "ok"}]
