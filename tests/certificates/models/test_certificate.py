"""The state of a certificate on a day, and its frozen row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from certificates.models import Certificate, Revocation
from tests.factories import certificates as issued

pytestmark = pytest.mark.django_db


def test_evidence_is_frozen_in_python_and_sql():
    certificate = issued.certificate()
    with pytest.raises(IntegrityError):
        certificate.save()
    with pytest.raises(IntegrityError):
        Certificate.objects.filter(pk=certificate.pk).update(number="x")


def day(n: int) -> dt.date:
    return dt.date(2026, 6, 15) + dt.timedelta(days=n)


def certificate(valid_to: int | None = None, revoked: int | None = None, replaced: int | None = None) -> Certificate:
    made = Certificate(issued_on=day(0), valid_to=None if valid_to is None else day(valid_to))
    if revoked is not None:
        made.revocation = Revocation(certificate=made, revoked_on=day(revoked))
    if replaced is not None:
        made.superseded_by = Certificate(issued_on=day(replaced))
    return made


@pytest.mark.parametrize(
    ("fate", "states"),
    [
        ({}, ["valid", "valid", "valid"]),
        ({"valid_to": 0}, ["valid", "expired", "expired"]),
        ({"valid_to": 1}, ["valid", "valid", "expired"]),
        ({"revoked": 1}, ["valid", "revoked", "revoked"]),
        ({"replaced": 1}, ["valid", "superseded", "superseded"]),
        ({"replaced": 1, "revoked": 2}, ["valid", "superseded", "revoked"]),
        ({"valid_to": 0, "replaced": 2}, ["valid", "expired", "superseded"]),
        ({"valid_to": 0, "revoked": 2}, ["valid", "expired", "revoked"]),
    ],
)
def test_state_changes_on_its_very_day(fate, states):
    assert [certificate(**fate).state_on(day(n)) for n in (0, 1, 2)] == states
