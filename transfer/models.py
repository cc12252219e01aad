"""Trial lots."""

from __future__ import annotations

from django.db import models

from staff.models import Person


class TrialLot(models.Model):
    """A lot made to show that the receiving unit reproduces the process; one row per product and stage (WHO TRS 1044
    Annex 4).
    """

    product = models.CharField(max_length=8)
    stage = models.CharField(max_length=8)
    lot = models.CharField(max_length=64)
    made_on = models.DateField()
    passed = models.BooleanField(null=True)  # null: not judged yet
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "stage", "lot"], name="trial_lot_once")]

    def __str__(self) -> str:
        return f"{self.lot} ({self.product}, {self.stage})"
