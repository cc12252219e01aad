"""DATABASE_URL → Django's database settings. SQLite in WAL mode by default, PostgreSQL when the address says so."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import dj_database_url

# IMMEDIATE: a transaction that will write takes the lock at its start, so two writers wait instead of failing.
# FULL: what was acknowledged is on disk. recursive_triggers: REPLACE fires the delete triggers of frozen tables.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON;",
}
# Compiling the statement of the whole matrix took eight of its nine seconds, and nothing here runs long enough to earn
# that back.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}
OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": SQLITE_OPTIONS,
    "postgres": POSTGRESQL_OPTIONS,
    "postgresql": POSTGRESQL_OPTIONS,
}
# A connection outlives its request. On SQLite the last one to close also writes the whole log back and waits for the
# disk: that is most of a page.
KEPT_SECONDS = 60


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for `sqlite:///path`, `sqlite:////absolute/path` or
    `postgresql://user:password@host:port/name?sslmode=require`.

    Raises ValueError with a sentence for any other database and for an address that cannot be read; it never repeats
    the password.
    """
    scheme = url.partition(":")[0]
    if scheme not in OPTIONS:
        raise ValueError(f"DATABASE_URL must begin with sqlite:// or postgresql://, not {scheme[:20]}://")
    try:
        found = dj_database_url.parse(url, conn_max_age=KEPT_SECONDS, conn_health_checks=scheme != "sqlite")
    except ValueError:
        raise ValueError(
            "DATABASE_URL cannot be read: write / : @ # % [ ] in a password as %2F %3A %40 %23 %25 %5B %5D"
        ) from None
    if found["NAME"] in {"", ":memory:"}:  # in memory, the database would be another one for every process
        raise ValueError(f"DATABASE_URL names no database: {scheme}:///name")
    return {**found, "OPTIONS": {**OPTIONS[scheme], **found.get("OPTIONS", {})}}


def address_of(known: dict[str, Any]) -> str:
    """The address such settings came from: for a command that is to work on the same database."""
    name = quote(str(known["NAME"]))
    if known["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    who = quote(known["USER"], safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    options = {key: value for key, value in known["OPTIONS"].items() if isinstance(value, str | int)}
    return f"postgresql://{who}@{known['HOST']}{port}/{name}" + (f"?{urlencode(options)}" if options else "")
