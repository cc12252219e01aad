"""What watches the machine asks: is the process alive, may it get requests."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from audit import frozen, registry

pytestmark = pytest.mark.django_db


def test_process_answers(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_ready_when_migrated_and_guarded(client: Client) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_not_ready_while_a_table_of_evidence_is_unguarded(client: Client) -> None:
    frozen.uninstall(connection)
    answer = client.get("/readyz")
    frozen.install(connection)

    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert set(answer.json()["unguarded_tables"]) == {model._meta.db_table for model in registry.FROZEN}


def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM django_migrations WHERE app = 'staff')"
        )

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["migrations"]) == (503, 1)
