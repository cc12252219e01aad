"""`manage.py` on a database that is away or empty: one sentence and exit code 1."""

from __future__ import annotations

import pytest
from django.db import OperationalError

import manage


@pytest.fixture
def no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(arguments: list[str]) -> None:
        raise OperationalError("no such table: sops_sop\nLINE 1: SELECT")

    monkeypatch.setattr(manage, "execute_from_command_line", fails)


def test_a_database_that_cannot_be_used_is_told_in_one_sentence(no_tables: None) -> None:
    with pytest.raises(SystemExit) as end:
        manage.main(["manage.py", "reconcile"])

    assert "no such table: sops_sop. " in str(end.value.code)
    assert "LINE" not in str(end.value.code)


def test_the_trace_is_there_for_who_asks_for_it(no_tables: None) -> None:
    with pytest.raises(OperationalError):
        manage.main(["manage.py", "reconcile", "--traceback"])
