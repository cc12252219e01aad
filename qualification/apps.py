from django.apps import AppConfig


class QualificationConfig(AppConfig):
    name = "qualification"

    def ready(self) -> None:
        from courses import practising
        from qualification.impact import provide
        from qualification.readiness import run_progress
        from sops.releasing import impact

        impact.register(provide)
        practising.register(run_progress)
