"""Verification of every certificate: texts, signature, file, seal (R-30, R-39)."""

from __future__ import annotations

from audit.checks import Finding
from certificates.models import Certificate
from certificates.queries import kept_whole
from core.canonical import sha256
from staff.domain.sign import holds
from staff.models import Signature


def check_certificates() -> tuple[int, list[Finding]]:
    """Verifies every certificate against its own hashes, file, seal and signature (R-30, R-39); returns the number and
    the failures.
    """
    broken: list[Finding] = []
    count = 0
    signatures = {
        row.subject_id: row for row in Signature.objects.filter(subject_type=Certificate._meta.label).order_by("-pk")
    }
    for certificate in Certificate.objects.order_by("pk").iterator(500):
        count += 1
        name = f"certificates_certificate {certificate.number}"
        signature = signatures.get(str(certificate.pk))
        if sha256(certificate.payload) != certificate.sha256:
            broken.append(Finding(name, "the texts are not those that were signed"))
        elif certificate.number != certificate.facts["number"] or certificate.check_code != certificate.facts["code"]:
            broken.append(Finding(name, "number or check code differ from the signed texts"))
        elif signature is None or not holds(signature, content_hash=certificate.sha256):
            broken.append(Finding(name, "the signature does not hold"))
        elif not kept_whole(certificate).good:
            broken.append(Finding(name, "the file is missing, altered, or its seal is broken"))
    return count, broken
