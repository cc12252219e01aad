"""Questions about the trail."""

from __future__ import annotations

from typing import Any

from audit.models import AuditEvent
from audit.models.event import AuditEventQuerySet


def lines_of(*actions: str) -> AuditEventQuerySet:
    """Every line of the trail that tells one of these actions, the newest first."""
    return AuditEvent.objects.filter(action__in=actions)


def last_line() -> dict[str, Any]:
    """Number and hash of the last line: noted elsewhere, they prove that nothing was cut off.

    Nought where the trail is empty.
    """
    found = AuditEvent.objects.order_by("-seq").values("seq", "hash").first()
    return dict(found) if found else {"seq": 0, "hash": ""}
