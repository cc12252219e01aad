"""How many changes a reader is told of: one number on today, compare page, statement and release page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from sops.enums import ChangeClass


@dataclass(frozen=True)
class ChangeCount:
    """How many changes a version makes, and how many of them are critical: the number that everybody is told."""

    total: int
    critical: int

    def against(self, number: int) -> str:
        """In words, against the version `number`."""
        return ngettext(
            "%(n)s change against v%(base)s, %(critical)s of them critical.",
            "%(n)s changes against v%(base)s, %(critical)s of them critical.",
            self.total,
        ) % {"n": self.total, "base": number, "critical": self.critical}


def count(rows: Iterable[Mapping[str, Any]]) -> ChangeCount:
    """The number of changes, from rows as kept in `SopVersion.changes`."""
    classes = [row["class"] for row in rows]
    return ChangeCount(len(classes), classes.count(ChangeClass.CRITICAL))
