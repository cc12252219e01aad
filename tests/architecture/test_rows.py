"""Whatever column of whatever frozen row is altered behind the guards, `verify_audit` names the row (R-39)."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, models, transaction

from audit import frozen, registry, rows
from audit.actor import system
from audit.trail import record
from core.errors import Refused
from tests.architecture.test_audit_or_nothing import WRITES

TOLD = [model for model in registry.FROZEN if model._meta.label not in registry.WITHOUT_FINGERPRINT]


@pytest.mark.django_db
@pytest.mark.slow
def test_every_column_of_every_frozen_table_is_watched() -> None:
    """The acts of the program are done one after the other,
    then each column of one row of each table is altered in turn.
    """
    first = [WRITES[name] for name in ("sops.domain.release.withdraw", "courses.domain.attempts.grant_attempt")]
    for scene in dict.fromkeys([*first, *WRITES.values()]):
        # a scene made for an empty stage may not go a second time; what matters is that no table is left empty
        with contextlib.suppress(Refused, DatabaseError), transaction.atomic():
            scene()()
        record("login", by=system("anonymous"))  # rows a factory wrote by itself are told too
    assert list(rows.differing()) == []
    frozen.uninstall(connection)

    empty, unseen = [], []
    for model in TOLD:
        row = model._base_manager.order_by("?").values().first()
        if row is None:
            empty.append(model._meta.label)
            continue
        for field in model._meta.concrete_fields:
            if field.primary_key or field.attname not in rows.columns(model) or field.unique:
                continue
            with transaction.atomic():
                key = row[model._meta.pk.attname]
                # no constraint may stand in the way of whoever has the database in hand
                with connection.cursor() as cursor:
                    _unconstrained(cursor)
                    try:
                        model._base_manager.filter(pk=key).update(**{field.attname: _other(field, row[field.attname])})
                    except Exception:
                        transaction.set_rollback(True)
                        continue
                found = [(altered, named) for altered, named, _why in rows.differing()]
                if found != [(model, str(key))]:
                    unseen.append((field.attname, found))
                transaction.set_rollback(True)

    assert unseen == []
    assert empty == []


def _unconstrained(cursor: Any) -> None:
    cursor.execute(
        "PRAGMA defer_foreign_keys = ON" if connection.vendor == "sqlite" else "SET CONSTRAINTS ALL DEFERRED"
    )


def _other(field: models.Field, value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=1)
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, dict | list):
        return {"other": 1}
    if isinstance(value, UUID):
        return UUID(int=1)
    if isinstance(value, str):
        return f"{value[:-1]}~"
    return {
        "DateField": dt.date(2000, 1, 1),
        "DateTimeField": dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        "BooleanField": True,
    }.get(field.get_internal_type(), 1)
