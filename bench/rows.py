"""Many rows at once into a table that Django made: bare inserts on SQLite, COPY on PostgreSQL.

Only the bench fills tables so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from audit import frozen

FIRST = 1_000_000  # ids of these rows begin here, far above those the database gives
_ids = itertools.count(FIRST)


def next_id() -> int:
    return next(_ids)


@contextmanager
def bulk() -> Iterator[None]:
    """One transaction, the guards of frozen tables aside while it lasts.

    PostgreSQL would count its tables by itself, a little later.
    """
    frozen.uninstall(connection)
    with transaction.atomic():
        yield
    frozen.install(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any) -> None:
    """`rows` as values of `columns`, ready for the database; `same` stands in every row,
    every other column has its default.
    """
    fields = [field for field in model._meta.concrete_fields if field.attname not in columns]
    rest = [field.get_db_prep_save(same.get(field.attname, field.get_default()), connection) for field in fields]
    names = ", ".join(connection.ops.quote_name(name) for name in [*columns, *(field.column for field in fields)])
    table = connection.ops.quote_name(model._meta.db_table)
    whole = ((*row, *rest) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * (len(columns) + len(rest)))
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", whole)
