"""The audit trail as a file that verifies itself: each event with the text that was hashed, its hash and the previous
hash (domain (e), R-40).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from audit.models import AuditEvent
from audit.trail import HASHED
from core.tables import safe
from inspection.trail.reading import names, say

RULE = (
    "hash = SHA-256 of the JSON array of the fields named in `hashed`, in that order, UTF-8, without spaces; "
    "prev_hash = hash of the line with the number before; the first line follows 64 noughts"
)
COLUMNS = (
    "seq",
    "at",
    "actor",
    "role",
    "action",
    "sentence",
    "object",
    "reason",
    "source",
    "prev_hash",
    "hash",
    "line",
)


def as_json(rows: QuerySet[AuditEvent], **about: Any) -> Iterator[str]:
    """Yields one JSON document in pieces, in the order of the chain."""
    head = {"format": "mescells-trail", "version": 1, "rule": RULE, "hashed": list(HASHED), **about}
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "events": ['
    words = names()
    for place, event in enumerate(rows.order_by("seq").iterator(1000)):
        row = {name: getattr(event, name) for name in HASHED} | {"hash": event.hash, "sentence": say(event, words)}
        yield ("," if place else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def as_csv_lines(rows: QuerySet[AuditEvent]) -> Iterator[str]:
    """Yields one line per event; the last column is the text that was hashed."""
    yield "\ufeff" + _csv(COLUMNS)
    words = names()
    for event in rows.order_by("seq").iterator(1000):
        line = json.dumps([getattr(event, name) for name in HASHED], ensure_ascii=False, separators=(",", ":"))
        what = " ".join(filter(None, (event.object_type, event.object_id, event.object_name)))
        cells = (
            str(event.seq), event.at, event.actor_name, event.actor_role, event.action, say(event, words), what,
            event.reason, event.source, event.prev_hash,
            event.hash, line,
        )  # fmt: skip
        yield _csv([safe(cell) for cell in cells])


def _csv(cells: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()
