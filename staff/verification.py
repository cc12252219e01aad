"""Verification of every signature: altered or copied ones are reported (R-39, R-43)."""

from __future__ import annotations

from audit.checks import Finding
from staff.domain.sign import holds
from staff.models import Signature


def check_signatures() -> tuple[int, list[Finding]]:
    """Verifies each signature's own hash of signer, meaning, subject, content and time.

    The owner of the content verifies that the content still has the signed hash.
    """
    findings, count = [], 0
    for signature in Signature.objects.order_by("pk").iterator(2000):
        count += 1
        if not holds(signature, content_hash=signature.content_hash):
            findings.append(Finding(f"staff_signature id {signature.pk}", "the signature does not match what it says"))
    return count, findings
