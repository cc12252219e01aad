"""Certificates read back: texts, signature, file, seal (R-30, R-39)."""

from __future__ import annotations

import pytest

from certificates.models import Certificate
from certificates.verification import check_certificates
from tests.factories import certificates as issued
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


def test_verification_names_what_was_altered():
    certificate = issued.certificate()
    assert check_certificates() == (1, [])
    with without_guards():
        Certificate.objects.filter(pk=certificate.pk).update(payload=certificate.payload.replace("Khuê", "Khoa"))
    assert check_certificates()[1][0].record == f"certificates_certificate {certificate.number}"
