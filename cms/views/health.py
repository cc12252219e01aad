"""Liveness and readiness, for whoever watches the machine."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from audit.frozen import unguarded
from staff.views.access import open_to_public


@open_to_public
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@open_to_public
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers, is migrated, and its evidence is guarded; 503 with what is missing otherwise."""
    executor = MigrationExecutor(connection)
    missing = {
        "migrations": len(executor.migration_plan(executor.loader.graph.leaf_nodes())),
        "unguarded_tables": unguarded(connection),
    }
    good = not any(missing.values())
    return JsonResponse({"ready": good, **({} if good else missing)}, status=200 if good else 503)
