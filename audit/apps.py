from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import receivers

        receivers.connect()
        post_migrate.connect(_install_guards, sender=self, dispatch_uid="audit.guards")


def _install_guards(using: str, **kwargs: object) -> None:
    """After every migration: SQLite drops triggers when a later migration remakes their table
    (AddField, AlterField).
    """
    from django.db import connections

    from audit.frozen import install

    install(connections[using])
