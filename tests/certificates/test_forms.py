"""What the pages of certificates parse."""

from __future__ import annotations

import datetime as dt

import pytest

from certificates.forms import BatchForm, CodeForm, IssueForm, RegisterFilter, RevokeForm, SupersedeForm, day_text
from certificates.payload import Decision
from tests.factories import staff as make


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, (None, "", "")),
        ({"year": "2026", "kind": "cme", "q": " 0417 "}, (2026, "cme", "0417")),
        ({"year": "x", "q": "Khuê"}, (None, "", "Khuê")),
        ({"year": "1999"}, (None, "", "")),
        ({"kind": "x" * 17, "q": "x" * 101}, (None, "", "")),
    ],
)
def test_selection_of_the_register_is_what_can_be_read_of_the_address(typed, found):
    chosen = RegisterFilter.read(typed)

    assert (chosen["year"], chosen["kind"], chosen["query"]) == found


def test_day_is_written_into_its_field_or_left_empty():
    assert [day_text(day) for day in (dt.date(2026, 6, 15), None)] == ["2026-06-15", ""]


def test_code_is_taken_up_to_a_hundred_characters():
    assert [CodeForm({"ma": "x" * length}).is_valid() for length in (100, 101, 0)] == [True, False, False]


@pytest.mark.django_db
def test_decision_is_read_from_its_two_fields():
    form = IssueForm(
        {"decision_number": " 120/QĐ ", "decision_on": "13/06/2026", "password": "x"}, signer=make.user("director")
    )

    assert form.is_valid()
    assert form.decision == Decision("120/QĐ", dt.date(2026, 6, 13))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "fields"),
    [(IssueForm, {"decision_number", "decision_on", "password"}), (SupersedeForm, {"reason", "password"})],
)
def test_nothing_is_signed_without_its_fields_and_the_password(form, fields):
    assert set(form({}, signer=make.user("director")).errors) == fields


@pytest.mark.django_db
def test_revocation_has_a_reason_for_the_public_in_three_languages_and_one_for_the_file():
    typed = {"on": "15/06/2026", "public_vi": "Hủy kết quả.", "public_ja": "取消", "reason": "Làm hộ.", "password": "x"}
    form = RevokeForm(typed, signer=make.user("director"))

    assert form.is_valid()
    assert form.public_reasons == {"vi": "Hủy kết quả.", "en": "", "ja": "取消"}
    assert set(RevokeForm({"on": "x"}, signer=make.user("director")).errors) == {
        "on",
        "public_vi",
        "reason",
        "password",
    }


@pytest.mark.django_db
def test_batch_takes_only_what_was_on_the_list():
    choices, signer = [(1, "1"), (2, "2")], make.user("director")
    chosen = [
        BatchForm({"completions": ids, "password": "x"}, signer=signer, choices=choices) for ids in (["2"], ["3"], [])
    ]

    assert [form.is_valid() for form in chosen] == [True, False, False]
    assert chosen[0].cleaned_data["completions"] == [2]
