"""What every template says: stamps, query strings, controls, lines."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from core.templatetags.ui import control, initials, lines


class Lot(forms.Form):
    lot = forms.CharField(help_text="As printed.", widget=forms.TextInput({"placeholder": "Lot"}))
    frozen = forms.BooleanField()


@pytest.mark.parametrize(
    ("name", "stamp"),
    [("ThS. Phạm Quốc Bảo", "P.Q.B"), ("小林 由美", "小林"), ("Nguyễn Thị Thu Hiền", "T.T.H"), ("", "")],
)
def test_stamp_holds_initials(name: str, stamp: str) -> None:
    assert initials(name) == stamp


@pytest.mark.parametrize(
    ("changes", "query"),
    [
        ("page=2", "?q=t%E1%BA%BF&page=2"),
        ("q=None", "?page=1"),
        ("q='' page=None", "?"),
        ("new='a b'", "?q=t%E1%BA%BF&page=1&new=a+b"),
    ],
)
def test_query_changes_its_parts_and_keeps_the_others(changes, query):
    page = RequestFactory().get("/", {"q": "tế", "page": "1"})
    drawn = Template("{% load ui %}{% autoescape off %}{% query " + changes + " %}{% endautoescape %}")

    assert drawn.render(Context({"request": page})) == query


def test_control_is_tied_to_its_hint_and_to_its_error():
    fresh, wrong = Lot(), Lot({"lot": ""})

    assert control(fresh["lot"], inputmode="numeric") == (
        '<input type="text" name="lot" inputmode="numeric" class="input" aria-describedby="id_lot_hint"'
        ' required id="id_lot">'
    )
    assert control(wrong["lot"]) == (
        '<input type="text" name="lot" class="input" aria-invalid="true"'
        ' aria-describedby="id_lot_hint id_lot_error" required id="id_lot">'
    )


def test_control_leaves_a_box_to_tick_undressed():
    assert control(Lot()["frozen"]) == '<input type="checkbox" name="frozen" required id="id_frozen">'


def test_lines_are_kept_and_escaped():
    assert lines("a<b\nc") == "a&lt;b<br>c"


def test_a_chip_says_the_word_of_its_state_unless_told_another():
    with override("en"):
        words = [
            Template("{% load ui %}{% chip 'expired' " + word + " %}").render(Context()).split("</svg>")[1]
            for word in ("", "'Ended'")
        ]

    assert [word.replace("</span>", "").strip() for word in words] == ["Expired", "Ended"]
