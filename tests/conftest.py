"""What every test stands on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from audit import frozen
from tests.journeys.server import NewDatabase, Server

pytest_plugins = ["tests.seal"]

# That the machine is busy says nothing about the program: drawing an example may take as long as it takes.
settings.register_profile("busy machine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy machine")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All who look at the demo or walk through it do so in one worker: it is loaded once."""
    for item in items:
        if "loaded_demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))
            item.add_marker(pytest.mark.django_db)  # its database begins as a copy of that of the tests


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: the garbage collector need not look through it again and again
    (a tenth of the time).
    """
    gc.freeze()


_plain_teardown = TransactionTestCase._fixture_teardown


def _teardown_without_guards(self: TransactionTestCase) -> None:
    """Transactional tests flush every table; frozen ones refuse that, rightly.

    Only here the guards step aside, and are put back.
    """
    frozen.uninstall(connection)
    try:
        _plain_teardown(self)
    finally:
        frozen.install(connection)


TransactionTestCase._fixture_teardown = _teardown_without_guards  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[NewDatabase]:
    """The tables of the tests; a copy of them is kept for those who start a server of their own."""
    with django_db_blocker.unblock():
        new = NewDatabase(connection)
    yield new
    new.drop()


@pytest.fixture(scope="session")
def new_database(django_db_setup: NewDatabase) -> NewDatabase:
    """What a server of its own begins with."""
    return django_db_setup


@pytest.fixture(scope="session")
def loaded_demo(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation with the demo, as `make run` makes it; nobody serves it and nothing is written there."""
    with closing(Server(tmp_path_factory.mktemp("demo"), "demo")) as server:
        server.prepare(new_database)
        server.load_demo()
        yield server


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    from django.core.cache import caches

    for name in ("default", "frozen"):
        caches[name].clear()


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; every test begins in the site's own."""
    yield
    translation.deactivate()
