"""A copy of the database holds what was committed and names the head of its trail."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from audit.trail import GENESIS
from cms.database import database_from_url
from cms.database_copies import PostgresCopies, SqliteCopies, copies_of
from core.errors import Refused

SETTINGS = {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {}}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A database with a trail of two lines."""
    found = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(found)) as database:
        database.execute("CREATE TABLE audit_auditevent (seq INTEGER, hash TEXT)")
        database.execute("INSERT INTO audit_auditevent VALUES (1, 'first'), (2, 'second')")
        database.commit()
    return found


@pytest.fixture
def copies(place: Path) -> SqliteCopies:
    return SqliteCopies(Sqlite({**database_from_url(f"sqlite:///{place}"), **SETTINGS}))


def heads(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute("SELECT hash FROM audit_auditevent ORDER BY seq")]


def test_a_copy_holds_every_line_and_its_head_is_told(copies: SqliteCopies, tmp_path: Path) -> None:
    assert copies.make(tmp_path / "copy") == "second"
    assert heads(tmp_path / "copy") == ["first", "second"]


def test_what_another_has_not_committed_is_not_copied(copies: SqliteCopies, place: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(place)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO audit_auditevent VALUES (3, 'third')")

        assert copies.make(tmp_path / "copy") == "second"


def test_an_empty_trail_has_the_head_of_the_beginning(copies: SqliteCopies, place: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("DELETE FROM audit_auditevent")
        database.commit()

    assert copies.make(tmp_path / "copy") == GENESIS


def test_a_database_without_a_trail_is_an_error(copies: SqliteCopies, place: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("DROP TABLE audit_auditevent")

    with pytest.raises(DatabaseError):
        copies.make(tmp_path / "copy")


def test_a_copy_stands_beside_the_database_in_use_and_goes_when_it_is_not_taken(
    copies: SqliteCopies, place: Path, tmp_path: Path
) -> None:
    copies.make(tmp_path / "copy")
    with copies.unpacked(tmp_path / "copy") as address:
        assert database_from_url(address)["NAME"] == f"{place}.restoring"
        assert heads(copies.draft) == ["first", "second"]

    assert (copies.draft.exists(), heads(place)) == (False, ["first", "second"])


def test_a_copy_that_is_taken_replaces_the_database_and_its_log(
    copies: SqliteCopies, place: Path, tmp_path: Path
) -> None:
    copies.make(tmp_path / "copy")
    with closing(sqlite3.connect(place)) as later:
        later.execute("PRAGMA journal_mode=WAL")
        later.execute("INSERT INTO audit_auditevent VALUES (3, 'third')")
        later.commit()

    with copies.unpacked(tmp_path / "copy"):
        copies.take_over()

    assert heads(place) == ["first", "second"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "db.sqlite3"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostgresCopies:
    """A PostgreSQL database that nobody asks; its client programs would stand in `tmp_path`."""
    monkeypatch.setenv("PATH", str(tmp_path))
    address = database_from_url("postgresql://mes:se%20cret@db.example:5433/sop")
    return PostgresCopies(Postgres({**address, **SETTINGS}))


def program(folder: Path, text: str) -> None:
    (folder / "pg_dump").write_text(f"#!/bin/sh\n{text}\n")
    (folder / "pg_dump").chmod(0o755)


def test_a_client_program_that_is_missing_is_named_with_where_it_comes_from(elsewhere: PostgresCopies) -> None:
    with pytest.raises(Refused) as refused:
        elsewhere._run("pg_dump")

    assert str(refused.value) == (
        "pg_dump is not on this machine. It comes with PostgreSQL's client programs (postgresql-client)."
    )


def test_a_client_program_is_told_the_password_in_its_environment_only(
    elsewhere: PostgresCopies, tmp_path: Path
) -> None:
    program(tmp_path, f'echo "$PGPASSWORD" > {tmp_path}/password; echo "$@" > {tmp_path}/arguments')

    elsewhere._run("pg_dump", "--format=custom")

    assert (tmp_path / "password").read_text() == "se cret\n"
    assert (tmp_path / "arguments").read_text() == (
        "--dbname=dbname=sop user=mes host=db.example port=5433 --format=custom\n"
    )


def test_the_first_sentence_of_a_client_program_says_why(elsewhere: PostgresCopies, tmp_path: Path) -> None:
    program(tmp_path, "echo 'pg_dump: error: no room' >&2; echo more >&2; exit 1")

    with pytest.raises(Refused) as refused:
        elsewhere._run("pg_dump")

    assert str(refused.value) == "pg_dump: pg_dump: error: no room"


def test_each_database_is_copied_its_own_way(copies: SqliteCopies, elsewhere: PostgresCopies) -> None:
    assert [type(copies_of(one.connection)) for one in (copies, elsewhere)] == [SqliteCopies, PostgresCopies]
