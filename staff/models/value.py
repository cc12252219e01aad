from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from staff.models.person import Person


@frozen
class InstitutionValue(models.Model):
    """A value that the law or the institution may change, from a day on.

    The newest row that has begun applies; earlier ones keep past days under their own value (R-34).
    """

    key = models.CharField(max_length=64)
    value = models.JSONField()
    valid_from = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "valid_from", "pk"]
        indexes = [models.Index(fields=["key", "valid_from"], name="institution_value")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
