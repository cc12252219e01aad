"""`verify_audit` ends with an error where anything does not hold, and names it for people and for machines."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.actor import system
from audit.trail import head, record
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def altered() -> None:
    for _line in range(3):
        record("login", by=system("anonymous"))
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET reason = 'x' WHERE seq = 2")


def test_a_whole_trail_is_told_with_its_head(capsys):
    record("login", by=system("anonymous"))

    call_command("verify_audit")

    told = capsys.readouterr().out.splitlines()
    assert (told[0], told[-1]) == ("chain: 1 checked, 0 broken", f"head of the chain: {head()}")


def test_an_altered_line_is_an_error_that_names_it(altered, capsys, caplog):
    with pytest.raises(CommandError) as end:
        call_command("verify_audit")

    assert str(end.value) == "1 records do not hold; first: audit_auditevent seq 2: its text was altered"
    assert capsys.readouterr().out.splitlines()[:2] == [
        "chain: 3 checked, 1 broken",
        "  audit_auditevent seq 2: its text was altered",
    ]
    assert [record.getMessage() for record in caplog.records if record.name.startswith("audit")] == [
        "Evidence does not hold: chain, 1 findings, 3 checked"
    ]


def test_machines_are_told_the_same(altered, capsys):
    with pytest.raises(CommandError):
        call_command("verify_audit", json=True)

    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["head"], told["checks"][0]) == (
        False,
        head(),
        {
            "name": "chain",
            "checked": 3,
            "findings": [{"record": "audit_auditevent seq 2", "why": "its text was altered"}],
        },
    )
