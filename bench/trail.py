"""Reading back the chain of the audit trail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connection

from audit import trail
from audit.models import GENESIS, AuditEvent
from bench.measure import compare
from bench.rows import bulk, insert, next_id
from core.canonical import canonical

ROWS = 20_000


def figures() -> Iterator[dict[str, Any]]:
    _fill()
    count, broken = trail.verify()
    if broken:
        raise RuntimeError(f"the chain made here does not hold: {broken[:3]}")
    found = compare(trail.verify, _bare, seconds=5, floors=1)
    yield {
        "figure": "trail",
        **found,
        "ours": f"`verify` of {count} lines: {round(count / found['ours_ms'] * 1000)} lines a second",
        "floor": "every line fetched and hashed",
    }


def _fill() -> None:
    """So many lines after those that are there, each chained to the one before."""
    last = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
    rows, (seq, prev) = [], last
    for n in range(ROWS):
        seq += 1
        row: dict[str, Any] = {
            "seq": seq, "at": "2026-06-01T03:00:00.000000+00:00", "actor_id": "7", "actor_name": "Trần Minh Khuê",
            "actor_role": "learner", "action": "signed",
            "object_type": "sops.SopVersion", "object_id": str(n), "object_name": f"MSC-SOP-ISO-001 v{n}", "reason": "",
            "source": "10.0.0.7 POST /vi/sops/",
            "data": canonical({"meaning": "read", "content_hash": hashlib.sha256(str(n).encode()).hexdigest()}),
            "prev_hash": prev,
        }  # fmt: skip
        row["hash"] = prev = trail.row_hash(row)
        rows.append((next_id(), *row.values()))
    with bulk():
        insert(AuditEvent, ("id", *row), rows)


def _bare() -> str:
    columns = ", ".join(connection.ops.quote_name(name) for name in trail.HASHED)
    last = ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {AuditEvent._meta.db_table} ORDER BY seq")
        for row in cursor.fetchall():
            last = hashlib.sha256("\n".join(map(str, row)).encode()).hexdigest()
    return last
