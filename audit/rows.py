"""Every frozen row is told to the trail by its fingerprint, in the line of the act that made it: an altered or removed row is found, in whatever table (R-39).

`frozen` says which rows were saved; `record` takes their fingerprints along. They are read back from the database for it, so that
what an undone part of an act had saved is not told, and so that they are the same whenever they are read again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from contextvars import ContextVar
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from core.canonical import sha256

# Not told: the trail itself, and the texts of a version, which are many, made at once, and read back against the signed content.
UNTOLD = ("audit.AuditEvent", "sops.Segment")
_made: ContextVar[tuple[tuple[type[models.Model], Any], ...]] = ContextVar("audit_rows", default=())


def made(row: models.Model) -> None:
    """A frozen row was saved; the next line of the trail tells it."""
    if row._meta.label not in UNTOLD:
        _made.set((*_made.get(), (type(row), row.pk)))


def told() -> dict[str, Any]:
    """Fingerprints of the rows saved since the last line, by table: the columns they are taken over, and one for each key."""
    pending = _made.get()
    if not pending:
        return {}
    _made.set(())
    keys: dict[type[models.Model], list[Any]] = defaultdict(list)
    for model, key in pending:
        keys[model].append(key)
    found = {}
    for model, wanted in keys.items():
        names = columns(model)
        rows = {str(key): fingerprint(names, row) for key, row in _read(model, names, pk__in=wanted)}
        if rows:
            found[model._meta.label] = {"columns": names, "rows": rows}
    return found


def columns(model: type[models.Model]) -> list[str]:
    """What is taken into a fingerprint: everything but bytes, which have a hash of their own beside them."""
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]


def fingerprint(names: list[str], row: dict[str, Any]) -> str:
    """Hash over the named columns of a row."""
    return sha256(
        json.dumps([[name, _plain(row.get(name))] for name in names], ensure_ascii=False, separators=(",", ":"))
    )


def differing() -> Iterator[tuple[type[models.Model], str, str]]:
    """Every frozen row that is not the one the trail tells: model, key, and why."""
    from audit.frozen import FROZEN  # it tells us of its rows

    lines = _told_by_the_trail()
    for model in FROZEN:
        label = model._meta.label
        if label in UNTOLD or model._meta.abstract:
            continue
        for key, row in _read(model, columns(model)):
            line = lines.pop((label, str(key)), None)
            if line is None:
                yield model, str(key), "the trail does not tell of it"
            elif fingerprint(line[0], row) != line[1]:
                yield model, str(key), "it is not what the trail tells"
        for gone in [key for told_label, key in lines if told_label == label]:
            yield model, gone, "it is gone; the trail tells of it"


def count() -> int:
    """How many rows `differing` looks at."""
    from audit.frozen import FROZEN

    return sum(model._base_manager.count() for model in FROZEN if model._meta.label not in UNTOLD)


def _told_by_the_trail() -> dict[tuple[str, str], tuple[list[str], str]]:
    from audit.models import AuditEvent  # a frozen model itself

    found: dict[tuple[str, str], tuple[list[str], str]] = {}
    lines = AuditEvent.objects.filter(data__contains='"rows":').order_by("seq").values_list("data", flat=True)
    for data in lines.iterator(2000):
        for label, table in json.loads(data).get("rows", {}).items():
            for key, hashed in table["rows"].items():
                found.setdefault((label, key), (table["columns"], hashed))
    return found


def _read(model: type[models.Model], names: list[str], **wanted: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    key = model._meta.pk.attname
    for row in model._base_manager.filter(**wanted).values(*names).iterator(2000):
        yield row[key], row


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, UUID) else value
