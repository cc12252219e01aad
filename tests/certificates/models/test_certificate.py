"""The state of a certificate on a day, and its frozen row."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from certificates.models import Certificate
from tests.factories import certificates as issued

pytestmark = pytest.mark.django_db


def test_evidence_is_frozen_in_python_and_sql():
    certificate = issued.certificate()
    with pytest.raises(IntegrityError):
        certificate.save()
    with pytest.raises(IntegrityError):
        Certificate.objects.filter(pk=certificate.pk).update(number="x")
