"""A pack somebody brings: checked by the program it carries (our own copy of it), and held against our authorities and our trail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audit.models import AuditEvent
from certificates.seal.authority import trusted_certificates
from certificates.seal.sealing import folder
from core.canonical import sha256
from inspection.packs.verify import Report, check, check_zip

LARGEST = 50 * 1024 * 1024  # bytes of an uploaded pack


@dataclass(frozen=True)
class Checked:
    """What was found, and the line of our trail on which this very file was handed over, if there is one."""

    report: Report
    sha256: str
    handed_over: AuditEvent | None


def check_file(path: Path) -> Report:
    """A file, a folder, or an export of the trail. A pack's seal must be of one of our authorities."""
    report = check(path)
    if "authority" in report.facts:
        _hold_against_ours(report)
    return report


def check_bytes(data: bytes) -> Checked:
    """An uploaded pack."""
    report = check_zip(data)
    _hold_against_ours(report)
    digest = sha256(data)
    return Checked(report, digest, AuditEvent.objects.filter(action="pack_made", object_id=digest).first())


def _hold_against_ours(report: Report) -> None:
    ours = {sha256(der) for der in trusted_certificates(folder())}
    authority = report.facts.get("authority")
    if authority is not None and authority not in ours:
        report.wrong("seal", "it is whole, but not of an authority of this installation")
