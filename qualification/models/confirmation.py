from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from sops.models import SopVersion
from staff.models import Person, Signature


@frozen
class Confirmation(models.Model):
    """QA confirms by signature that a person is qualified for a version, from a day, until a day (R-15, R-17, R-18)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="confirmations")
    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="confirmations")
    qualified_from = models.DateField()
    valid_to = models.DateField(null=True)  # last day
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    content = models.TextField(default="{}")  # canonical JSON of everything it rests on; what was signed
    sha256 = models.CharField(max_length=64)
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["qualified_from", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"
