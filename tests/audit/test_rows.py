"""Each line tells the rows its act made: what was altered, removed or slipped in behind it is named (R-39)."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import registry, rows
from audit.actor import system
from audit.models import AuditEvent
from audit.trail import record
from tests.factories import facts
from tests.factories import staff as make
from tests.guards import without_guards


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (dt.datetime(2026, 1, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=7))), dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
         True),
        (UUID(int=1), str(UUID(int=1)), True),
        (Decimal("1.5"), Decimal("1.50"), False),
        (1, "1", False),
        (None, "", False),
    ],
)  # fmt: skip
def test_a_value_has_one_fingerprint_however_the_database_hands_it_out(one, other, same):
    assert (rows.fingerprint(["x"], {"x": one}) == rows.fingerprint(["x"], {"x": other})) is same
