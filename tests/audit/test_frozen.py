"""Rows of evidence are inserted and never changed: Python and the database both refuse."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from audit import frozen
from audit.actor import system
from audit.models import AuditEvent
from audit.trail import record, verify
from tests.guards import without_guards


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {t} SET action = 'x'", "DELETE FROM {t}", "INSERT OR REPLACE INTO {t} SELECT * FROM {t}", "TRUNCATE {t}"],
)
def test_raw_sql_on_the_trail_is_refused(statement):
    record("login", by=system("anonymous"))
    if ("TRUNCATE" in statement) == (connection.vendor == "sqlite") and statement.startswith(
        ("TRUNCATE", "INSERT OR REPLACE")
    ):
        statement = "DELETE FROM {t} WHERE 1 = 1"  # the word does not exist there
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(t="audit_auditevent"))

    assert verify() == (1, [])


@pytest.mark.django_db
def test_orm_refuses_to_alter_a_frozen_row():
    event = record("login", by=system("anonymous"))
    event.reason = "other"
    with pytest.raises(frozen.FrozenRow):
        event.save()
    with pytest.raises(frozen.FrozenRow):
        event.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(event).objects.filter(pk=event.pk).update(reason="other")


@pytest.mark.django_db
def test_a_table_whose_guards_were_removed_is_named_until_they_are_back():
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_no_update{on}")

    found = frozen.unguarded(connection)
    frozen.install(connection)

    assert (found, frozen.unguarded(connection)) == ([table], [])


@pytest.mark.django_db
def test_without_its_guards_a_table_can_be_altered():
    record("login", by=system("anonymous"), reason="this")
    with without_guards():
        AuditEvent.objects.update(reason="other")

    assert AuditEvent.objects.get().reason == "other"


def test_every_unique_key_of_the_trail_is_looked_for():
    assert frozen._unique_keys(AuditEvent) == [["id"], ["seq"], ["hash"]]
