"""The trail: `record` is the only writer, `verify` reads the chain back
(21 CFR 11.10(e), PIC/S Annex 11 §9, R-32, R-39).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from audit.actor import Name, System, check_actor, is_actor
from audit.models import GENESIS, AuditEvent
from audit.rows import fingerprints_of_inserted
from core import clock
from core.canonical import canonical, sha256

# What is hashed, in this order. Changing it breaks every chain that exists.
HASHED = (
    "seq", "at", "actor_id", "actor_name", "actor_role", "action", "object_type", "object_id", "object_name", "data",
    "reason", "source", "prev_hash",
)  # fmt: skip
LOCK_KEY = 0x534F5001


@dataclass(frozen=True)
class Context:
    """Where acts come from at this moment: a request or a command."""

    source: str = ""
    actor: Any = None


NOWHERE = Context()
_context: ContextVar[Context] = ContextVar("audit_context", default=NOWHERE)


@contextmanager
def witnessed(*, source: str, actor: Any = None) -> Iterator[None]:
    """Acts inside come from `source`

    (address and path, or the name of a command); `actor` is used where the act names none.
    """
    token = _context.set(Context(source=source[:255], actor=actor))
    try:
        yield
    finally:
        _context.reset(token)


def present_actor() -> System | models.Model:
    """Who acts where the act itself does not name anybody: the account of the request, the actor of the command."""
    actor = _context.get().actor
    return actor if is_actor(actor) else System(Name.ANONYMOUS if actor is not None else Name.UNATTENDED)


def record(
    action: str,
    obj: models.Model | None = None,
    *,
    by: System | models.Model,
    at: dt.datetime | None = None,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
    role: str = "",
    object_type: str = "",
    object_id: str = "",
    object_name: str = "",
    **extra: Any,
) -> AuditEvent:
    """Append one line, inside the caller's transaction: if the line cannot be written, the act does not happen.

    `by` is an account, a person or a system actor (`audit.actor`), else NotAllowed; `old`/`new` hold changed values
    only; `extra` holds what else belongs to the act; the frozen rows it made are told by their fingerprints. Call it
    last: the chain is locked until the transaction ends.
    """
    check_actor(by)
    data = {**({"old": old} if old is not None else {}), **({"new": new} if new is not None else {}), **extra}
    if rows := fingerprints_of_inserted():
        data["rows"] = rows
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
        last = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first()
        row: dict[str, Any] = {
            "seq": (last[0] if last else 0) + 1,
            "at": (at or clock.now()).astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "actor_id": str(getattr(by, "pk", "") or ""),
            "actor_name": str(by)[:255],
            "actor_role": role or str(getattr(by, "acting_role", "") or "")[:255],
            "action": action,
            "object_type": object_type or (obj._meta.label if obj is not None else ""),
            "object_id": object_id or (str(obj.pk) if obj is not None else ""),
            "object_name": (object_name or (str(obj) if obj is not None else ""))[:255],
            "data": canonical(data),
            "reason": reason,
            "source": _context.get().source,
            "prev_hash": last[1] if last else GENESIS,
        }
        row["hash"] = row_hash(row)
        return AuditEvent.objects.create(**row)


def row_hash(row: dict[str, Any]) -> str:
    """Hash of one event over its own text and the previous hash."""
    return sha256(json.dumps([row[name] for name in HASHED], ensure_ascii=False, separators=(",", ":")))


@dataclass(frozen=True)
class Broken:
    """An event that does not verify: its number in the chain and why."""

    seq: int
    why: str


def verify() -> tuple[int, list[Broken]]:
    """Read the whole chain; returns the number of lines and what is broken.

    A cut tail shows only against an exported head hash.
    """
    broken: list[Broken] = []
    prev, expected = GENESIS, 1
    count = 0
    for row in AuditEvent.objects.order_by("seq").values(*HASHED, "hash").iterator(2000):
        count += 1
        if row["seq"] != expected:
            broken.append(Broken(row["seq"], f"line {expected} is missing"))
        if row["prev_hash"] != prev:
            broken.append(Broken(row["seq"], "does not follow the line before it"))
        if row["hash"] != row_hash(row):
            broken.append(Broken(row["seq"], "its text was altered"))
        prev, expected = row["hash"], row["seq"] + 1
    return count, broken


def head() -> str:
    """Hash of the last event. Noted elsewhere every day, it also proves that no tail was cut off."""
    return AuditEvent.objects.order_by("-seq").values_list("hash", flat=True).first() or GENESIS
