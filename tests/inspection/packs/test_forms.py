"""What a pack is asked for, and one that is brought back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspection.packs.checking import LARGEST
from inspection.packs.forms import CheckForm, PackForm
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 6, 15)


@pytest.mark.django_db
def test_pack_is_asked_for_by_person_number_and_two_clocks():
    who, version = make.person(), facts.version(facts.sop(), DAY)
    form = PackForm(
        {"person": who.pk, "sop": version.sop.number, "as_of": "15/06/2026", "known_at": "15/06/2026 17:00"}
    )

    assert form.errors == {}
    data = form.cleaned_data
    assert (data["person"], data["sop"], data["as_of"]) == (who, version.sop, DAY)
    assert data["known_at"] == dt.datetime(2026, 6, 15, 10, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed"), [("as_of", "x"), ("as_of", ""), ("known_at", "soon:"), ("person", "0"), ("sop", "X")]
)
def test_field_that_cannot_be_is_named(field, typed):
    who, version = make.person(), facts.version(facts.sop(), DAY)
    given = {"person": who.pk, "sop": version.sop.number, "as_of": "15/06/2026"}

    assert set(PackForm({**given, field: typed}).errors) == {field}


@pytest.mark.django_db
def test_document_without_a_version_has_no_packs():
    who, sop = make.person(), facts.sop()

    assert set(PackForm({"person": who.pk, "sop": sop.number, "as_of": "15/06/2026"}).errors) == {"sop"}


@pytest.mark.parametrize(("size", "errors"), [(0, set()), (LARGEST, set()), (LARGEST + 1, {"pack"})])
def test_pack_is_taken_up_to_its_largest_size(size, errors):
    file = SimpleUploadedFile("pack.zip", b"PK")
    file.size = size
    form = CheckForm({}, {"pack": file})

    assert set(form.errors) == errors
    assert errors or form.cleaned_data["pack"] == b"PK"
