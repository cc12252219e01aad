"""A signature stands as it was given, and once for each meaning."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from core.canonical import sha256
from staff.enums import Meaning
from staff.models import Signature
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def _again(first: Signature) -> Signature:
    first.pk, first.hash = None, sha256("another")
    first._state.adding = True
    return first


def test_one_meaning_is_signed_once_by_a_person_for_a_subject():
    with pytest.raises(IntegrityError), transaction.atomic():
        _again(facts.signature(make.person(), Meaning.APPROVAL)).save()


def test_reading_is_signed_anew_at_each_refresher():
    _again(facts.signature(make.person(), Meaning.READ)).save()

    assert Signature.objects.count() == 2


@pytest.mark.parametrize(
    "act",
    [lambda rows: rows.update(printed_name="Người khác"), lambda rows: rows._raw_delete("default")],
    ids=["update", "delete"],
)
def test_signature_is_neither_changed_nor_deleted(act):
    facts.signature(make.person(), Meaning.APPROVAL)
    with pytest.raises(DatabaseError), transaction.atomic():
        act(Signature.objects.all())


def test_meaning_is_printed_in_the_readers_language():
    signature = Signature(printed_name="Châu", meaning=Meaning.APPROVAL)

    with translation.override("en"):
        assert str(signature) == "Châu, I approve this document"
