"""Consistent copies of the whole database, on SQLite and PostgreSQL, and restoring one into an empty database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import trail
from cms.database import address_of
from core.errors import Refused

COPY_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class SqliteCopies:
    """Copies by SQLite's online backup, while the site goes on writing."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.place = Path(connection.settings_dict["NAME"])
        self.draft = self.place.with_name(f"{self.place.name}.restoring")

    def make(self, target: Path) -> str:
        """Write the copy; returns the head of the chain in it."""
        _copy(self.place, target)
        with self.connection.wrap_database_errors, closing(sqlite3.connect(target)) as copy:
            row = copy.execute("SELECT hash FROM audit_auditevent ORDER BY seq DESC LIMIT 1").fetchone()
        return row[0] if row else trail.GENESIS

    @contextmanager
    def unpacked(self, source: Path) -> Iterator[str]:
        """The address of a database made from the copy, beside the one in use."""
        self._remove(self.draft)
        try:
            _copy(source, self.draft)
            yield address_of(self.connection.settings_dict | {"NAME": self.draft})
        finally:
            self._remove(self.draft)

    def take_over(self) -> None:
        self.connection.close()
        with closing(sqlite3.connect(self.draft)) as last:
            last.execute("PRAGMA journal_mode=DELETE")  # everything is in the one file
        self._remove(self.place)
        self.draft.rename(self.place)

    @staticmethod
    def _remove(path: Path) -> None:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


class PostgresCopies:
    """Copies by pg_dump and pg_restore, in the snapshot in which the head of the audit trail was read."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.draft_name = f"{connection.settings_dict['NAME']}_restoring"
        self.draft = self._quoted(self.draft_name)

    def make(self, target: Path) -> str:
        """Write the copy; returns the head of the chain in it."""
        with transaction.atomic(), self.connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            head = trail.head()
            self._run(
                "pg_dump",
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={target}",
            )
        return head

    @contextmanager
    def unpacked(self, source: Path) -> Iterator[str]:
        """The address of a database made from the copy, beside the one in use."""
        self._as_owner(
            f"DROP DATABASE IF EXISTS {self.draft}", f"CREATE DATABASE {self.draft} TEMPLATE template0 {self._locale()}"
        )
        try:
            self._run(
                "pg_restore", "--single-transaction", "--no-owner", "--no-privileges", str(source), name=self.draft_name
            )
            yield address_of(self.connection.settings_dict | {"NAME": self.draft_name})
        finally:
            self._as_owner(f"DROP DATABASE IF EXISTS {self.draft}")

    def take_over(self) -> None:
        self.connection.close()
        name = self._quoted(self.connection.settings_dict["NAME"])
        self._as_owner(f"DROP DATABASE {name}", f"ALTER DATABASE {self.draft} RENAME TO {name}")

    def _locale(self) -> str:
        """The locale of the database in use: under C, Japanese text is not found."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding), datcollate, datctype "
                "FROM pg_database WHERE datname = current_database()"
            )
            encoding, collate, ctype = cursor.fetchone()
        return f"ENCODING '{encoding}' LC_COLLATE '{collate}' LC_CTYPE '{ctype}'"

    def _quoted(self, name: str) -> str:
        return self.connection.ops.quote_name(name)

    def _as_owner(self, *statements: str) -> None:
        """Runs statements about whole databases from the maintenance database."""
        try:
            with self.connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # as Django's own test runner makes databases
                for statement in statements:
                    cursor.execute(statement)
        except DatabaseError as error:
            raise Refused(f"The restored database cannot take its place: {str(error).strip()}") from error

    def _run(self, program: str, *arguments: str, name: str = "") -> None:
        from psycopg.conninfo import make_conninfo

        known: dict[str, Any] = self.connection.settings_dict
        address = make_conninfo(
            "", dbname=name or known["NAME"], user=known["USER"], host=known["HOST"], port=known["PORT"]
        )
        try:
            subprocess.run(  # noqa: S603  # our own command line
                [program, f"--dbname={address}", *arguments],
                env={**os.environ, "PGPASSWORD": known["PASSWORD"]},
                capture_output=True,
                text=True,
                check=True,
            )
        except FileNotFoundError as error:
            raise Refused(
                f"{program} is not on this machine. It comes with PostgreSQL's client programs (postgresql-client)."
            ) from error
        except subprocess.CalledProcessError as error:
            raise Refused(f"{program}: {(error.stderr.strip().splitlines() or ['failed'])[0]}") from error


Copies = SqliteCopies | PostgresCopies


def copies_of(connection: BaseDatabaseWrapper) -> Copies:
    return SqliteCopies(connection) if connection.vendor == "sqlite" else PostgresCopies(connection)
