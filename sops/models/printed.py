from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from sops.models.version import SopVersion
from staff.models import Person


@frozen
class PrintedCopy(models.Model):
    """A controlled copy taken as PDF: its token opens the public check of the print (R-02, R-08)."""

    token = models.CharField(max_length=32, unique=True)
    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="printed_copies")
    languages = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    valid_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} {self.token}"
