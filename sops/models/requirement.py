from __future__ import annotations

from django.db import models

from core.dated import Known, KnownQuerySet
from sops.enums import Depth
from sops.models.sop import Sop
from staff.models import JobRole


class Requirement(Known):
    """A job role must know an SOP, at which level, and again within how many months.

    Dated, so that past days keep their rules.
    """

    job_role = models.ForeignKey(JobRole, models.PROTECT, related_name="requirements")
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="requirements")
    depth = models.CharField(max_length=16, choices=Depth.choices)
    runs = models.PositiveSmallIntegerField(default=0)  # supervised runs before the first assessment
    requalification_months = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = KnownQuerySet.as_manager()

    class Meta(Known.Meta):
        ordering = ["job_role", "sop"]

    def __str__(self) -> str:
        return f"{self.job_role} → {self.sop}"
