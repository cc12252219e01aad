from django.apps import AppConfig


class SopsConfig(AppConfig):
    name = "sops"

    def ready(self) -> None:
        from audit import checks
        from sops import receivers

        receivers.connect()
        checks.register("versions", "sops.checks.versions.verify_versions")
        checks.register("version events", "sops.checks.witness.verify_events")
        checks.register("readings", "sops.checks.witness.verify_readings")
        checks.register("pictures", "sops.checks.witness.verify_pictures")
        checks.register("word sources", "sops.checks.witness.verify_sources")
