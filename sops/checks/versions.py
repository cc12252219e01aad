"""Verification of versions: content against its hash, texts against the content, signatures against both (R-01, R-30,
R-39, R-43).
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import Finding
from core.canonical import canonical, digest, sha256
from sops.document.content import in_language
from sops.domain.submission import segment_rows
from sops.enums import EventKind
from sops.models import SopVersion
from staff.domain.sign import holds
from staff.models import Signature


def verify_versions() -> tuple[int, list[Finding]]:
    """Verifies every frozen version; returns their number and the findings."""
    findings: list[Finding] = []
    count = 0
    versions = SopVersion.objects.select_related(
        "sop", "base", "release__signature", "release__withdrawal__signature"
    ).prefetch_related("events__signature", "segments")
    for version in versions.order_by("pk").iterator(50):
        count += 1
        findings += [Finding(f"{version._meta.db_table} id {version.pk} ({version})", why) for why in _faults(version)]
    return count, findings


def _faults(version: SopVersion) -> Iterator[str]:
    if sha256(version.content) != version.sha256:
        yield "the content does not match its hash"
        return  # everything else depends on the content
    document = version.document
    source = document["source"]
    plain = {name: value for name, value in document.items() if name not in ("header", "change")}
    if (
        digest(in_language(plain, source["language"])) != version.source_sha256
        or source["version"] != version.source_version
    ):
        yield "its source is not the one that was signed"
    change = document.get("change")
    if change:
        yield from _change_faults(version, change, document["header"])
    expected = {
        (row.path, row.language): (row.position, row.kind, row.text, row.folded, row.source_hash)
        for row in segment_rows(version)
    }
    stored = {
        (row.path, row.language): (row.position, row.kind, row.text, row.folded, row.source_hash)
        for row in version.segments.all()
    }
    if stored != expected:
        yield "the stored texts are not those of the content"
    for name, signature in _signatures(version):
        if not holds(signature, content_hash=version.sha256):
            yield f"the {name} signature is not on this content"
        if name == EventKind.SUBMITTED and signature.person_id != version.author_id:
            yield "its author is not the person who signed as author"


def _change_faults(version: SopVersion, change: dict, header: dict) -> Iterator[str]:
    """Verifies that the change columns kept for quick reading equal the signed content."""
    if canonical(change["reason"]) != version.change_reason:
        yield "the change reason is not the one that was signed"
    if sha256(version.changes) != change["list"]:
        yield "its changes or their classes are not the ones that were signed"
    if (version.base.sha256 if version.base else "") != change["base"]:
        yield "it is not compared with the version that was signed"
    if version.languages != header["languages"] or version.change_class != change["class"]:
        yield "its languages or its class are not the ones that were signed"


def _signatures(version: SopVersion) -> Iterator[tuple[str, Signature]]:
    for event in version.events.all():
        if event.signature:
            yield event.kind, event.signature
    release = getattr(version, "release", None)
    if release:
        yield "approval", release.signature
        if hasattr(release, "withdrawal"):
            yield "withdrawal", release.withdrawal.signature
