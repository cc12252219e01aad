"""A whole installation for one run: database, files, keys and static files of its own. Nothing of it stays."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django

ORGANISATION = "Viện Công nghệ Tế bào và Y học tái tạo Mescells"


@contextmanager
def installation() -> Iterator[None]:
    """Set up as in production: its settings, middleware, manifest of static files, durable commits. On the disk where
    the real data lies.

    On SQLite a file of its own; where DATABASE_URL names PostgreSQL, a database of its own on that server.
    """
    beside = Path(os.environ.get("DATA_DIR", Path(__file__).resolve().parent.parent / "var"))
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=beside) as folder, _database(Path(folder)) as url:
        os.environ.update(
            DATA_DIR=folder,
            KEYS_DIR=f"{folder}/keys",
            DATABASE_URL=url,
            SECRET_KEY="bench",
            DJANGO_SETTINGS_MODULE="cms.settings",
        )
        os.environ.pop("REDIS_URL", None)
        django.setup()
        logging.disable(logging.INFO)
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        from certificates.seal.authority import make_authority

        settings.ROOT_URLCONF = "bench.urls"
        for command in ("migrate", "createcachetable"):
            call_command(command, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        make_authority(settings.KEYS_DIR / "seal", ORGANISATION)
        try:
            yield
        finally:
            connections.close_all()


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not urlsplit(url).scheme.startswith("postgres"):
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    import psycopg

    name = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
