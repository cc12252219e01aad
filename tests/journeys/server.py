"""The product as it is served: its own process, database, files and worker, started and killed like in real life."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """One installation in a folder of its own.

    On PostgreSQL when DATABASE_URL says so, in a database of its own there.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "SITE_URL": self.url,
        }
        self.env.pop("SECRET_KEY", None)
        self.postgres = (
            os.environ.get("DATABASE_URL", "") if os.environ.get("DATABASE_URL", "").startswith("postgres") else ""
        )
        self.database = f"journey_{name}_{os.getpid()}" if self.postgres else str(folder / "db.sqlite3")
        self.address = urlunsplit(urlsplit(self.postgres)._replace(path=f"/{self.database}"))
        self.env["DATABASE_URL"] = self.address if self.postgres else f"sqlite:///{self.database}"
        self.process: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=check,
        )

    def prepare(self, new: NewDatabase) -> None:
        """A database as new as one just migrated; no static files."""
        if self.postgres:
            postgres(f'CREATE DATABASE "{self.database}" TEMPLATE "{new.name}"')
        else:
            shutil.copy(new.name, self.database)

    def load_demo(self) -> None:
        """The demo and the static files, as `make run` does it."""
        self.manage("prepare", "--demo")

    def prepare_like(self, other: Server) -> None:
        """Everything as it stands in another installation, which nobody is connected to."""
        shutil.copytree(other.folder, self.folder, dirs_exist_ok=True)
        if self.postgres:
            postgres(f'CREATE DATABASE "{self.database}" TEMPLATE "{other.database}"')

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in the database, read past Django."""
        if self.postgres:
            import psycopg

            with psycopg.connect(self.address) as reader:
                return list(reader.execute(query))
        with closing(sqlite3.connect(self.database)) as file:
            return file.execute(query).fetchall()

    def start(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cms.serving", "--port", str(self.port), "--workers", "2", "--threads", "4"],
                cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(self.log())

    def kill(self) -> None:
        """kill -9 of the whole session: web server, its workers and the task worker,
        in the middle of whatever they do.
        """
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def close(self) -> None:
        self.kill()
        if self.postgres:
            postgres(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")[-4000:]


class NewDatabase:
    """The tables of the tests as they were migrated, before any test wrote there;
    migrating again takes half a minute.
    """

    def __init__(self, tests: BaseDatabaseWrapper) -> None:
        self.name = f"{tests.settings_dict['NAME']}_new"
        self.postgres = tests.vendor == "postgresql"
        if self.postgres:
            tests.close()
            postgres(f'DROP DATABASE IF EXISTS "{self.name}"')
            postgres(f'CREATE DATABASE "{self.name}" TEMPLATE "{tests.settings_dict["NAME"]}"')
        else:
            Path(self.name).unlink(missing_ok=True)
            with tests.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [self.name])

    def drop(self) -> None:
        if self.postgres:
            postgres(f'DROP DATABASE IF EXISTS "{self.name}"')
        else:
            Path(self.name).unlink(missing_ok=True)


def postgres(statement: str) -> None:
    """One statement on the server DATABASE_URL names; the database it names need not exist:
    the tests have made theirs beside it.
    """
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
