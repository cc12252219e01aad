"""Whatever column of whatever frozen row is altered behind the guards, `verify_audit` names the row (R-39)."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from audit import frozen, registry, rows
from audit.actor import system
from audit.models import AuditEvent
from audit.trail import record
from core.errors import Refused
from tests.architecture.test_audit_or_nothing import WRITES
from tests.factories import facts
from tests.factories import staff as make
from tests.guards import without_guards

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


@pytest.fixture
def row():
    """One frozen row, told."""
    made = facts.event(make.person(), "suspension", dt.date(2026, 6, 1))
    record("suspended", made, by=system("anonymous"))
    return made


def verified() -> list[dict[str, str]]:
    out = io.StringIO()
    with contextlib.suppress(CommandError):
        call_command("verify_audit", "--json", stdout=out)
    return [
        finding
        for check in json.loads(out.getvalue())["checks"]
        if check["name"] == "rows"
        for finding in check["findings"]
    ]


@pytest.mark.django_db
def test_line_of_an_act_tells_its_rows(row) -> None:
    told = json.loads(AuditEvent.objects.get(action="suspended").data)["rows"]["qualification.Restriction"]

    assert list(told["rows"]) == [str(row.pk)]
    assert "from_on" in told["columns"]
    assert verified() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE qualification_restriction SET scope = 'sop'", "it is not what the trail tells"),
        ("DELETE FROM qualification_restriction", "it is gone; the trail tells of it"),
    ],
)
def test_altered_and_removed_rows_are_named(row, sql, why) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert verified() == [{"record": f"qualification_restriction id {row.pk}", "why": why}]


@pytest.mark.django_db
def test_a_row_slipped_in_is_named(row) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(name for name in rows.columns(type(row)) if name != "id")
        cursor.execute(
            f"INSERT INTO qualification_restriction ({columns}) SELECT {columns} FROM qualification_restriction"
        )

    (found,) = verified()
    assert found["why"] == "the trail does not tell of it"


@pytest.mark.django_db
def test_what_was_undone_is_not_told() -> None:
    with transaction.atomic():
        facts.event(make.person(), "suspension", dt.date(2026, 6, 1))
        transaction.set_rollback(True)
    record("login", by=system("anonymous"))

    assert "rows" not in json.loads(AuditEvent.objects.get().data)


@pytest.mark.django_db
def test_a_column_that_comes_later_does_not_unsay_older_lines(row, monkeypatch) -> None:
    """A line says over which columns it tells; a migration may add one."""
    found = rows.columns(type(row))
    monkeypatch.setattr(rows, "columns", lambda model: [*found])
    told = json.loads(AuditEvent.objects.get(action="suspended").data)["rows"]["qualification.Restriction"]

    fewer = rows.fingerprint(told["columns"], {**type(row).objects.values().get(), "added_later": 1})

    assert fewer == told["rows"][str(row.pk)]


def test_untold_tables_exist() -> None:
    assert set(registry.WITHOUT_FINGERPRINT) <= {model._meta.label for model in registry.FROZEN}
