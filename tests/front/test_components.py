"""Components: what they say, in words and not by colour alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils.translation import override

from certificates.enums import CertificateState
from core.icons import ICONS
from core.labels import CHIPS
from qualification.enums import Status
from sops.enums import TranslationState, VersionState
from tests.markup import squeezed

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "core" / "templates" / "components"
NOON = dt.datetime(2026, 6, 15, 2, 42, 18, tzinfo=dt.UTC)


def draw(source: str, **context: Any) -> str:
    with override("en"):
        return Template("{% load ui %}" + source).render(Context(context))


OF_CERTIFICATES = [f"certificate_{state}" for state in CertificateState]


@pytest.mark.parametrize("state", [*VersionState, *TranslationState, *Status, *OF_CERTIFICATES], ids=str)
def test_every_state_has_a_chip_with_a_shape_and_a_word(state: Any) -> None:
    chip = draw(f'{{% chip "{state}" %}}')

    assert "<svg" in chip
    assert re.sub(r"<[^>]+>", "", chip).strip()


def test_states_that_stand_side_by_side_differ_without_colour() -> None:
    for states in (VersionState, Status):
        shapes = [(CHIPS[state][2], str(CHIPS[state][0])) for state in states]
        assert len(set(shapes)) == len(shapes)


def test_every_icon_asked_for_is_drawn() -> None:
    asked = set()
    for template in ROOT.glob("*/templates/**/*.html"):
        text = template.read_text()
        if re.search(r"{% load [^%]*\bui\b", text):  # Wagtail has an icon tag of its own
            asked |= set(re.findall(r"{% icon [\"'](\w+)[\"']", text)) | set(
                re.findall(r"\bicon=[\"'](\w+)[\"']", text)
            )

    assert asked - set(ICONS) == set()


def test_every_component_template_can_be_read() -> None:
    for path in FOLDER.glob("*.html"):
        get_template(f"components/{path.name}")


def test_every_style_sheet_of_a_component_is_linked() -> None:
    linked = set(re.findall(r"css/components/(\w+)\.css", (FOLDER / "_styles.html").read_text()))

    assert {path.stem for path in (ROOT / "static" / "css" / "components").glob("*.css")} == linked


class Lot(forms.Form):
    lot = forms.CharField(label="Lot", help_text="As on the flask", error_messages={"required": "Enter the lot"})


def test_field_with_error_ties_hint_and_error_to_the_input() -> None:
    form = Lot({})
    form.is_valid()

    drawn = draw('{% include "components/field.html" with field=form.lot %}', form=form)

    assert 'aria-describedby="id_lot_hint id_lot_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert drawn.count("Enter the lot") == 1


def test_error_summary_leads_to_the_field() -> None:
    form = Lot({})
    form.is_valid()

    assert '<a href="#id_lot">Enter the lot</a>' in draw('{% include "components/error_summary.html" %}', form=form)


def test_pieces_say_added_and_removed_in_words() -> None:
    drawn = draw('{% include "components/pieces.html" %}', pieces=[("=", "a "), ("-", "70"), ("+", "<100>")])

    assert squeezed(drawn).strip() == (
        'a <del><span class="visually-hidden" lang="en">[removed] </span>70</del>'
        '<ins><span class="visually-hidden" lang="en">[added] </span>&lt;100&gt;</ins>'
    )


def test_signature_shows_name_role_meaning_time_zone_and_method() -> None:
    with override("vi"):
        drawn = render_to_string(
            "components/signature.html",
            {"name": "Ngô Thùy Dương", "role": "QA", "meaning": "Phê duyệt", "at": NOON, "method": "password"},
        )

    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", drawn)).strip().startswith("N.T.D Ngô Thùy Dương QA Phê duyệt")
    assert "15/06/2026 09:42 (GMT+7)" in drawn
