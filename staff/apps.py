from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "staff"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from audit import checks
        from staff.editor_access import refill
        from staff.verification import check_signatures

        checks.register("signatures", check_signatures)
        post_migrate.connect(refill, dispatch_uid="staff.editor_groups")
