from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from audit import checks
        from certificates.credit.defaults import begin

        checks.register("certificates", "certificates.verification.check_certificates")
        post_migrate.connect(begin, sender=self, dispatch_uid="certificates.credit.defaults")
