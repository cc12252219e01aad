from django.apps import AppConfig


class QualificationConfig(AppConfig):
    name = "qualification"

    def ready(self) -> None:
        from qualification.impact import provide
        from sops.releasing import impact

        impact.register(provide)
