"""Verifies a pack that somebody submits: by the program it carries (our own copy), against our authorities and our
audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audit.models import AuditEvent
from audit.queries import lines_of
from certificates.seal.authority import trusted_certificates
from certificates.seal.sealing import folder
from core.canonical import sha256
from inspection.packs.verify import Report, check, check_zip

LARGEST = 50 * 1024 * 1024  # bytes of an uploaded pack


@dataclass(frozen=True)
class Checked:
    """The findings, and the audit event by which this very file was issued, if there is one."""

    report: Report
    sha256: str
    handed_over: AuditEvent | None


def check_file(path: Path) -> Report:
    """Verifies a pack file, an unpacked pack, or an export of the audit trail. The seal must chain to one of our
    authorities.
    """
    report = check(path)
    if "authority" in report.facts:
        _hold_against_ours(report)
    return report


def check_bytes(data: bytes) -> Checked:
    """Verifies an uploaded pack."""
    report = check_zip(data)
    _hold_against_ours(report)
    digest = sha256(data)
    return Checked(report, digest, lines_of("pack_made").filter(object_id=digest).first())


def _hold_against_ours(report: Report) -> None:
    ours = {sha256(der) for der in trusted_certificates(folder())}
    authority = report.facts.get("authority")
    if authority is not None and authority not in ours:
        report.wrong("seal", "it is whole, but not of an authority of this installation")
