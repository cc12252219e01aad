"""Certificates read back: texts, signature, file, seal (R-30, R-39)."""

from __future__ import annotations

import pytest

from certificates.models import Certificate, CertificateFile
from certificates.verification import check_certificates
from staff.models import Signature
from tests.factories import certificates as issued
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


def test_verification_names_what_was_altered():
    certificate = issued.certificate()
    assert check_certificates() == (1, [])
    with without_guards():
        Certificate.objects.filter(pk=certificate.pk).update(payload=certificate.payload.replace("Khuê", "Khoa"))
    assert check_certificates()[1][0].record == f"certificates_certificate {certificate.number}"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda row: Certificate.objects.filter(pk=row.pk).update(number="9999/2026/X"), "number or check code differ"),
        (
            lambda row: Certificate.objects.filter(pk=row.pk).update(check_code="AAAA-BBBB-CCCC"),
            "number or check code differ",
        ),
        (
            lambda row: Signature.objects.filter(subject_id=str(row.pk)).update(content_hash="0" * 64),
            "signature does not hold",
        ),
        (lambda row: CertificateFile.objects.filter(certificate=row).delete(), "file is missing"),
        (lambda row: CertificateFile.objects.filter(certificate=row).update(pdf=b"%PDF-"), "file is missing, altered"),
    ],
)
def test_each_part_of_a_certificate_is_looked_at(change, why):
    director = issued.director()
    whole, touched = (issued.certificate(issued.learner(name), by=director) for name in ("Lê Văn Tám", "Đỗ Thu Hà"))
    with without_guards():
        change(touched)

    count, (finding,) = check_certificates()

    assert count == 2
    assert whole.number not in finding.record
    assert why in finding.why
