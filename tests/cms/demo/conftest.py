"""The demo, loaded once for the tests of this folder and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from cms.demo.content import Calendar
from cms.demo.loading import load
from core import clock


class Everything(Exception):
    """Rolls back what was loaded."""


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calendar]:
    """The whole demo as of today; its calendar."""
    keys: Path = tmp_path_factory.mktemp("keys")
    with django_db_blocker.unblock(), override_settings(KEYS_DIR=keys):
        try:
            with transaction.atomic():
                load()
                yield Calendar(clock.today())
                raise Everything
        except Everything:
            pass
