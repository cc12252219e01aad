"""What watches the machine asks: is the process alive, may it get requests; and what a lost visitor sees."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from audit import frozen, registry
from tests.factories import staff as make

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


@pytest.mark.parametrize(
    ("path", "status"), [("/vi/khong-co/", 404), ("/vi/people/", 403), ("/vi/practice/plan/", 403)]
)
def test_page_that_is_not_there_or_not_for_me_is_ours_and_leads_back(client: Client, path: str, status: int) -> None:
    client.force_login(make.user("learner"))

    answer = client.get(path)

    text = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="vi"' in text
    assert 'href="/vi/"' in text


def test_form_without_its_token_is_refused_by_our_page() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "css/tokens.css" in answer.content.decode()
