from django.apps import AppConfig


class SopsConfig(AppConfig):
    name = "sops"

    def ready(self) -> None:
        from audit import checks
        from sops import receivers

        receivers.connect()
        checks.register("versions", "sops.verification.verify_versions")
        checks.register("version events", "sops.witness.verify_events")
        checks.register("readings", "sops.witness.verify_readings")
        checks.register("pictures", "sops.witness.verify_pictures")
        checks.register("word sources", "sops.witness.verify_sources")
