"""A value that once held stays on record."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from staff.models import InstitutionValue
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "act",
    [lambda rows: rows.update(value=10), lambda rows: rows._raw_delete("default")],
    ids=["update", "delete"],
)
def test_value_is_neither_changed_nor_deleted(act):
    make.value("warning_days", 30)
    with pytest.raises(DatabaseError), transaction.atomic():
        act(InstitutionValue.objects.all())


def test_value_names_its_key_and_what_it_is():
    assert str(make.value("warning_days", 30)) == "warning_days = 30"
