from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from qualification.enums import RestrictionKind
from sops.models import Sop
from staff.models import Person


@frozen
class Restriction(models.Model):
    """Suspended, disqualified, restored: by a person, for a reason, in a scope. Ended only by a later event (R-22)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=24, choices=RestrictionKind.choices)
    scope = models.CharField(max_length=32)  # "all", "access_ab", or "sop"
    sop = models.ForeignKey(Sop, models.PROTECT, null=True, related_name="restrictions")
    from_on = models.DateField()
    reasons = models.JSONField()  # {"vi", "en", "ja"}
    cause = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.from_on}"
