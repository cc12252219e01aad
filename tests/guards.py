"""What only somebody with the database in hand can do: the guards of the frozen tables step aside, and come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from audit import frozen


@contextmanager
def without_guards() -> Iterator[None]:
    _settle()
    frozen.uninstall(connection)
    try:
        yield
    finally:
        _settle()
        frozen.install(connection)


def _settle() -> None:
    """PostgreSQL alters no table whose foreign keys are still to be looked at."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
