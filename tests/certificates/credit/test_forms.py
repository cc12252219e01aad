"""What the pages of hours parse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from certificates.credit.forms import ClaimForm, RejectForm
from certificates.models import CmeRegime, ConversionRow

pytestmark = pytest.mark.django_db


def form(**changed: object) -> ClaimForm:
    rows = ConversionRow.objects.filter(regime__code="TT32")
    typed = {
        "row": rows.get(activity="short_course", role="learner").pk,
        "title": "Cấp cứu phản vệ",
        "organiser": "Bệnh viện An Thọ",
        "started_on": "14/06/2026",
        "ended_on": "2026-06-15",
        "quantity": "1,5",
        "evidence": "12/GCN",
        **changed,
    }
    return ClaimForm(typed, {"scan": SimpleUploadedFile("x.pdf", b"%PDF-1.7")}, rows=rows)


def test_claim_is_read_the_way_people_type_it():
    typed = form()

    assert typed.errors == {}
    days = (typed.cleaned_data["started_on"], typed.cleaned_data["ended_on"])
    assert days == (dt.date(2026, 6, 14), dt.date(2026, 6, 15))
    assert typed.cleaned_data["quantity"] == Decimal("1.5")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", "0"),
        ("quantity", "-1"),
        ("quantity", "x"),
        ("ended_on", "31/02/2026"),
        ("title", " "),
        ("evidence", ""),
    ],
)
def test_claim_with_a_wrong_field_comes_back_with_that_field(field, value):
    assert set(form(**{field: value}).errors) == {field}


def test_claim_takes_only_the_rows_it_was_given():
    other = ConversionRow.objects.create(
        regime=CmeRegime.objects.get(code="TT22-1"),
        form="a",
        activity="x",
        role="learner",
        names={"vi": "Khác"},
        unit="tiết",
        hours=1,
        valid_from=dt.date(2020, 1, 1),
    )

    assert set(form(row=other.pk).errors) == {"row"}


def test_rejection_needs_its_reason():
    assert [RejectForm({"reason": text}).is_valid() for text in ("Mờ", " ", "")] == [True, False, False]
