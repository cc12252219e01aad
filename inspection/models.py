from __future__ import annotations

import uuid

from django.db import models

from audit.frozen import frozen
from staff.models import Person, Signature


@frozen
class TrailReview(models.Model):
    """A signed review of the audit events of a period, without the reviewer's own (R-33, PIC/S Annex 11 §9)."""

    # known before the row is written, so that the signature can name it and the row can name the signature
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_day = models.DateField()
    last_day = models.DateField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()  # the last line of the period when it was read
    lines = models.PositiveIntegerField()  # by others
    own_lines = models.PositiveIntegerField()  # left out: another person reviews them
    head = models.CharField(max_length=64)  # hash of the last line
    findings = models.TextField()
    follow_up = models.BooleanField()  # something has to be looked into
    by = models.ForeignKey(Person, models.PROTECT, related_name="trail_reviews")
    recorded_at = models.DateTimeField()
    content = models.TextField()  # canonical JSON of the above; what was signed
    sha256 = models.CharField(max_length=64)
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
