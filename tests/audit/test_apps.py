"""After every migration the guards stand again."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

from audit import frozen


@pytest.mark.django_db
def test_guards_that_a_migration_dropped_are_back_after_it():
    frozen.uninstall(connection)
    before, config = frozen.unguarded(connection), apps.get_app_config("audit")

    post_migrate.send(sender=config, app_config=config, verbosity=0, interactive=False, using=connection.alias)

    assert (len(before) > 0, frozen.unguarded(connection)) == (True, [])
