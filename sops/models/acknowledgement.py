from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from sops.models.version import SopVersion
from staff.models import Person, Signature


@frozen
class Acknowledgement(models.Model):
    """Read and understood: a person signed one version in the language in which they read it (PIC/S 4.4, R-18)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="acknowledgements")
    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="acknowledgements")
    language = models.CharField(max_length=8)
    happened_on = models.DateField()  # site day of the act
    recorded_at = models.DateTimeField()  # time of entry
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        # a later reading of the same version is a fact of its own: the refresher of domain (f), a new job role
        constraints = [
            models.UniqueConstraint(fields=["person", "version", "happened_on"], name="acknowledged_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"
