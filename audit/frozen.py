"""Evidence is frozen: tables whose rows may be inserted and never changed, on SQLite and PostgreSQL alike (R-01, R-39,
R-41).

A model declares itself with `@frozen`. The promise is kept twice: Python refuses `save()` of an existing row and
`delete()`, and database triggers refuse UPDATE, DELETE, TRUNCATE and INSERT OR REPLACE whoever sends them.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import IntegrityError

from audit.registry import FROZEN, note_inserted

ModelT = TypeVar("ModelT", bound=type[models.Model])


class FrozenRow(IntegrityError):
    """Somebody tried to alter evidence. A fault of the program, not of the reader: corrections are new rows."""


def frozen(model: ModelT) -> ModelT:
    """Class decorator: rows of `model` are evidence. Foreign keys to it should be PROTECT."""
    FROZEN.append(model)
    plain_save = model.save

    def save(self: models.Model, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenRow(f"{self._meta.label} {self.pk} is frozen")
        kwargs["force_insert"] = True
        plain_save(self, *args, **kwargs)
        note_inserted(self)

    def delete(self: models.Model, *args: Any, **kwargs: Any) -> None:
        raise FrozenRow(f"{self._meta.label} {self.pk} is frozen")

    model.save = save  # type: ignore[method-assign]  # replaced on purpose, once, here
    model.delete = delete  # type: ignore[method-assign, assignment]  # as above
    return model


def install(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the triggers of every frozen table that exists in this database."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in _concrete():
            if model._meta.db_table in tables:
                for statement in _statements(connection.vendor, model):
                    cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers: for the test runner's table flush and for tamper tests only."""
    with connection.cursor() as cursor:
        for model in _concrete():
            table = model._meta.db_table
            for name in _trigger_names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def unguarded(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of frozen tables that lack one of their triggers, or on PostgreSQL have it switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT t.tgisinternal AND t.tgenabled = 'A' AND c.relnamespace = current_schema()::regnamespace"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        have = {row[0] for row in cursor.fetchall()}
    return [
        model._meta.db_table
        for model in _concrete()
        if not set(_trigger_names(connection.vendor, model._meta.db_table)) <= have
    ]


def _concrete() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model in FROZEN]


def _trigger_names(vendor: str, table: str) -> list[str]:
    kinds = ("update", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{kind}" for kind in kinds]


def _statements(vendor: str, model: type[models.Model]) -> list[str]:
    """SQL of the guards of one table; names come from the models alone, never from a person."""
    table = model._meta.db_table
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION frozen_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'frozen table %: % refused', TG_TABLE_NAME, TG_OP "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION frozen_row()",
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION frozen_row()",
            # ALWAYS: session_replication_role = replica would otherwise switch them off
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_update",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ]
    same = " OR ".join("(" + " AND ".join(f"{c} = NEW.{c}" for c in key) + ")" for key in _unique_keys(model))
    drops = [f"DROP TRIGGER IF EXISTS {name}" for name in _trigger_names(vendor, table)]
    return [
        *drops,
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'frozen table {table}: UPDATE refused'); END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'frozen table {table}: DELETE refused'); END",
        # INSERT OR REPLACE removes the old row without firing delete triggers unless recursive_triggers is on: look for
        # every unique key ourselves.
        # IGNORE would be silent, so a plain duplicate INSERT is also refused here; the message is as clear as the
        # constraint's.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "  # noqa: S608  # table and columns of our own models
        f"BEGIN SELECT RAISE(ABORT, 'frozen table {table}: the row exists (UNIQUE constraint)'); END",
    ]


def _unique_keys(model: type[models.Model]) -> list[list[str]]:
    """Column lists of every unconditional unique key; rows with a NULL in one never match, as in SQL."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    keys = [[columns[field.name]] for field in model._meta.concrete_fields if field.unique]
    keys += [[columns[name] for name in names] for names in model._meta.unique_together]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None:
            keys.append([columns[name] for name in constraint.fields])
    return keys
