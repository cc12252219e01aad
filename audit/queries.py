"""Questions about the trail."""

from __future__ import annotations

from audit.models import AuditEvent
from audit.models.event import AuditEventQuerySet


def lines_of(*actions: str) -> AuditEventQuerySet:
    """Every line of the trail that tells one of these actions, the newest first."""
    return AuditEvent.objects.filter(action__in=actions)
