from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from audit import checks
        from certificates.defaults import begin
        from certificates.qualification.impact import provide
        from sops import impact

        checks.register("certificates", "certificates.verification.check_certificates")
        impact.register(provide)
        post_migrate.connect(begin, sender=self, dispatch_uid="certificates.defaults")
