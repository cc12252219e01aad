"""Which models are evidence, and which of their rows were inserted since the last audit event.

A module of its own, so that the frozen tables (`audit.frozen`), the audit event (itself a frozen table) and the
fingerprints (`audit.rows`) need not import each other.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.db import models

FROZEN: list[type[models.Model]] = []

# No fingerprint of their own: the trail itself, and the texts of a version, which are many, made at once, and compared
# with the signed content by a check of their own.
WITHOUT_FINGERPRINT = ("audit.AuditEvent", "sops.Segment")

_inserted: ContextVar[tuple[tuple[type[models.Model], Any], ...]] = ContextVar("audit_inserted", default=())


def note_inserted(row: models.Model) -> None:
    """Remembers an inserted row of evidence, so that the next audit event stores its fingerprint."""
    if row._meta.label not in WITHOUT_FINGERPRINT:
        _inserted.set((*_inserted.get(), (type(row), row.pk)))


def take_inserted() -> tuple[tuple[type[models.Model], Any], ...]:
    """Model and key of every row noted since the last call; the list begins anew."""
    pending = _inserted.get()
    if pending:
        _inserted.set(())
    return pending
