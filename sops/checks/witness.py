"""Verifies the events of a version against the audit trail, which recorded them when they happened: days, numbers,
persons, reasons (R-39).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from audit.checks import Finding
from audit.queries import lines_of
from core.canonical import canonical, sha256
from sops.document.pictures import MIMES
from sops.enums import EventKind
from sops.models import Acknowledgement, Picture, PrintedCopy, Release, VersionEvent, Withdrawal, WordSource
from staff.domain.sign import holds
from staff.models import User

ACTIONS = {
    EventKind.SUBMITTED: "version_submitted",
    EventKind.REVIEWED: "version_reviewed",
    EventKind.REJECTED: "version_returned",
}
Facts = dict[str, Any]


class _Trail:
    """Audit events of some actions, by action and object; each as the facts it states."""

    def __init__(self, actions: Iterable[str]) -> None:
        person_of = {str(pk): person for pk, person in User.objects.values_list("pk", "person_id")}
        self.lines: dict[tuple[str, str], list[Facts]] = defaultdict(list)
        rows = lines_of(*actions).values_list("action", "object_id", "actor_id", "at", "reason", "data")
        for action, object_id, actor_id, at, reason, data in rows.iterator(2000):
            told = json.loads(data)
            extra = {name: value for name, value in told.items() if name != "new"}
            facts = {"by": person_of.get(actor_id), "at": at, "reason": reason, **extra, **(told.get("new") or {})}
            self.lines[action, object_id].append(facts)

    def tells(self, action: str, object_id: object, **facts: Any) -> bool:
        """Whether an audit event of this action on this object states all of `facts`."""
        wanted = json.loads(canonical(facts))
        return any(
            all(line.get(name) == value for name, value in wanted.items())
            for line in self.lines[action, str(object_id)]
        )


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")


def verify_events() -> tuple[int, list[Finding]]:
    """Verifies that submissions, reviews, returns, approvals and withdrawals are those in the audit trail."""
    trail = _Trail([*ACTIONS.values(), "version_released", "version_withdrawn"])
    findings: list[Finding] = []
    count = 0
    for event in VersionEvent.objects.select_related("version", "signature").defer(
        "version__content", "version__changes"
    ):
        count += 1
        facts: Facts = {"by": event.by_id, "at": _moment(event.at)}
        if event.kind == EventKind.REJECTED:
            facts["reason"] = event.reason
        reason_kept = event.kind != EventKind.SUBMITTED or event.reason == json.loads(event.version.change_reason).get(
            "vi"
        )
        own_hand = event.signature is None or event.signature.person_id == event.by_id
        if (
            not reason_kept
            or not own_hand
            or not trail.tells(ACTIONS[EventKind(event.kind)], event.version_id, **facts)
        ):
            findings.append(_finding(event))
    for release in Release.objects.select_related("version", "signature").defer("version__content", "version__changes"):
        count += 1
        told = trail.tells(
            "version_released", release.pk, by=release.approved_by_id, at=_moment(release.approved_at),
            reason=release.early_reason,
            number=release.number, effective_on=release.effective_on, sha256=release.version.sha256,
        )  # fmt: skip
        agrees = release.change_class == release.version.change_class and release.sop_id == release.version.sop_id
        if not told or not agrees or release.signature.person_id != release.approved_by_id:
            findings.append(_finding(release))
    for withdrawal in Withdrawal.objects.select_related("signature"):
        count += 1
        told = trail.tells(
            "version_withdrawn", withdrawal.release_id, by=withdrawal.by_id, at=_moment(withdrawal.recorded_at),
            withdrawn_on=withdrawal.withdrawn_on, reasons=withdrawal.reasons,
        )  # fmt: skip
        if not told or withdrawal.signature.person_id != withdrawal.by_id:
            findings.append(_finding(withdrawal))
    return count, findings


def verify_readings() -> tuple[int, list[Finding]]:
    """Verifies that each read-and-understood refers to exactly the version it names, and that it and each printed copy
    are those in the audit trail.
    """
    trail = _Trail(["version_acknowledged", "sop_printed"])
    findings: list[Finding] = []
    count = 0
    for row in Acknowledgement.objects.select_related("version", "signature").defer(
        "version__content", "version__changes"
    ):
        count += 1
        told = trail.tells(
            "version_acknowledged", row.version_id, by=row.person_id, at=_moment(row.recorded_at),
            language=row.language, happened_on=row.happened_on, sha256=row.version.sha256,
        )  # fmt: skip
        if (
            not told
            or not holds(row.signature, content_hash=row.version.sha256)
            or row.signature.person_id != row.person_id
        ):
            findings.append(_finding(row))
    for copy in PrintedCopy.objects.all():
        count += 1
        facts = {"copy": copy.pk, "languages": copy.languages, "valid_until": copy.valid_until}
        if not trail.tells("sop_printed", copy.version_id, by=copy.by_id, at=_moment(copy.at), **facts):
            findings.append(_finding(copy))
    return count, findings


def verify_sources() -> tuple[int, list[Finding]]:
    """Verifies that the bytes of every Word file used for a draft match the stored hash, which the audit trail
    recorded.
    """
    findings: list[Finding] = []
    count = 0
    for source in WordSource.objects.order_by("pk").iterator(20):
        count += 1
        if sha256(bytes(source.data)) != source.sha256:
            findings.append(
                Finding(f"{source._meta.db_table} id {source.pk}", "the file is not the one that was accepted")
            )
    return count, findings


def verify_pictures() -> tuple[int, list[Finding]]:
    """Verifies that the bytes of every picture match its key and its row."""
    findings: list[Finding] = []
    count = 0
    for picture in Picture.objects.order_by("pk").iterator(20):
        count += 1
        data = bytes(picture.data)
        if sha256(data) != picture.sha256 or _shape(data) != (picture.mime, picture.width, picture.height):
            findings.append(
                Finding(f"{picture._meta.db_table} id {picture.pk}", "the picture is not the one that was stored")
            )
    return count, findings


def _shape(data: bytes) -> tuple[str, int, int] | None:
    try:
        with Image.open(BytesIO(data)) as found:
            return MIMES.get(found.format or "", ""), found.width, found.height
    except (UnidentifiedImageError, OSError, ValueError):
        return None


def _finding(row: Any) -> Finding:
    return Finding(f"{row._meta.db_table} id {row.pk}", "it is not what the trail tells")
