"""Each audit event stores a hash of every immutable row inserted in the same transaction, so that altered, deleted or
injected rows are detected (R-39).

The rows are read back from the database for it: what a rolled-back part of the act had inserted is left out, and the
hash is the same whenever the row is read again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from audit.models import AuditEvent
from audit.registry import FROZEN, WITHOUT_FINGERPRINT, take_inserted
from core.canonical import sha256


def fingerprints_of_inserted() -> dict[str, Any]:
    """Returns, by table, the columns that are hashed and one hash per key, for the rows inserted since the last audit
    event.
    """
    keys: dict[type[models.Model], list[Any]] = defaultdict(list)
    for model, key in take_inserted():
        keys[model].append(key)
    found = {}
    for model, wanted in keys.items():
        names = columns(model)
        rows = {str(key): fingerprint(names, row) for key, row in _read(model, names, pk__in=wanted)}
        if rows:
            found[model._meta.label] = {"columns": names, "rows": rows}
    return found


def columns(model: type[models.Model]) -> list[str]:
    """Names of the hashed columns: all but bytes, beside which a hash is stored."""
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]


def fingerprint(names: list[str], row: dict[str, Any]) -> str:
    """Hash over the named columns of a row."""
    return sha256(
        json.dumps([[name, _plain(row.get(name))] for name in names], ensure_ascii=False, separators=(",", ":"))
    )


def differing() -> Iterator[tuple[type[models.Model], str, str]]:
    """Yields every frozen row that differs from the audit trail: model, key and why."""
    lines = _recorded_fingerprints()
    for model in FROZEN:
        label = model._meta.label
        if label in WITHOUT_FINGERPRINT or model._meta.abstract:
            continue
        for key, row in _read(model, columns(model)):
            line = lines.pop((label, str(key)), None)
            if line is None:
                yield model, str(key), "the trail does not tell of it"
            elif fingerprint(line[0], row) != line[1]:
                yield model, str(key), "it is not what the trail tells"
        for gone in [key for recorded_label, key in lines if recorded_label == label]:
            yield model, gone, "it is gone; the trail tells of it"


def count() -> int:
    """Number of rows that `differing` compares."""
    return sum(model._base_manager.count() for model in FROZEN if model._meta.label not in WITHOUT_FINGERPRINT)


def _recorded_fingerprints() -> dict[tuple[str, str], tuple[list[str], str]]:
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
