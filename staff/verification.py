"""Every signature is read back: altered or copied ones are named (R-39, R-43)."""

from __future__ import annotations

from audit.checks import Finding
from staff.domain.sign import holds
from staff.models import Signature


def check_signatures() -> tuple[int, list[Finding]]:
    """A signature's own hash over signer, meaning, subject, content and time.

    Whether the content is still that content its owner checks.
    """
    findings, count = [], 0
    for signature in Signature.objects.order_by("pk").iterator(2000):
        count += 1
        if not holds(signature, content_hash=signature.content_hash):
            findings.append(Finding(f"staff_signature id {signature.pk}", "the signature does not match what it says"))
    return count, findings
