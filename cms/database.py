"""DATABASE_URL → Django's database settings. SQLite in WAL mode by default, PostgreSQL when the address says so."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# IMMEDIATE: a transaction that will write takes the lock at its start, so two writers wait instead of failing.
# FULL: what was acknowledged is on disk. recursive_triggers: REPLACE fires the delete triggers of frozen tables.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
}
# Compiling the statement of the whole matrix took eight of its nine seconds, and nothing here runs long enough to earn that back.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}
# A connection outlives its request. On SQLite the last one to close also writes the whole log back and waits for the disk: that is most of a page.
KEPT_SECONDS = 60


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for `sqlite:///path`, `sqlite:////absolute/path` or `postgresql://user:password@host:port/name?sslmode=require`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": dict(SQLITE_OPTIONS),
            "CONN_MAX_AGE": KEPT_SECONDS,
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {**POSTGRESQL_OPTIONS, **dict(parse_qsl(parts.query))},
            "CONN_MAX_AGE": KEPT_SECONDS,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"DATABASE_URL must begin with sqlite:// or postgresql://, not {parts.scheme}://")


def address_of(known: dict[str, Any]) -> str:
    """The address such settings came from: for a command that is to work on the same database."""
    name = quote(str(known["NAME"]))
    if known["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    who = quote(known["USER"], safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    options = {key: value for key, value in known["OPTIONS"].items() if isinstance(value, str)}
    return f"postgresql://{who}@{known['HOST']}{port}/{name}" + (f"?{urlencode(options)}" if options else "")
