"""The number of changes shown to a reader: the same on today, compare page, statement and release page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from sops.enums import ChangeClass


@dataclass(frozen=True)
class ChangeCount:
    """Number of changes of a version, and number of critical ones among them."""

    total: int
    critical: int

    def against(self, number: int) -> str:
        """Returns the sentence for the comparison with version `number`."""
        return ngettext(
            "%(n)s change against v%(base)s, %(critical)s of them critical.",
            "%(n)s changes against v%(base)s, %(critical)s of them critical.",
            self.total,
        ) % {"n": self.total, "base": number, "critical": self.critical}


def count(rows: Iterable[Mapping[str, Any]]) -> ChangeCount:
    """Returns the number of changes, from rows as stored in `SopVersion.changes`."""
    classes = [row["class"] for row in rows]
    return ChangeCount(len(classes), classes.count(ChangeClass.CRITICAL))
