from __future__ import annotations

from django.db import models

from qualification.enums import Activity
from sops.models import Sop, SopVersion
from staff.models import Person


class PlannedAppointment(models.Model):
    """Practice, an assessment or a media fill planned for a day ahead. A plan, not evidence: it may be cancelled."""

    day = models.DateField(db_index=True)
    time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="planned")
    activity = models.CharField(max_length=32, choices=Activity.choices)
    sop = models.ForeignKey(Sop, models.PROTECT, null=True, blank=True, related_name="planned")
    version = models.ForeignKey(SopVersion, models.PROTECT, null=True, blank=True, related_name="planned")
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # run 3 …
    of = models.PositiveSmallIntegerField(null=True, blank=True)  # … of 3
    assessor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="planned_to_assess")
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "time", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_activity_display()}"
