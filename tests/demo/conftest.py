"""The demo, looked at by the tests of this folder; whatever they write there is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from core import clock
from demo.content import Calendar
from tests.journeys.server import Server


@pytest.fixture(scope="module")
def demo(loaded_demo: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[Calendar]:
    """The whole demo as of today; its calendar. The database of the tests steps aside for it."""
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = loaded_demo.database
        try:
            with transaction.atomic():
                yield Calendar(clock.today())
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
