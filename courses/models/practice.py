from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from audit.frozen import frozen
from core.dated import in_language
from courses.enums import ChecklistKind, PracticeKind
from sops.models import Sop, SopVersion
from staff.models import Person, Signature


class Checklist(models.Model):  # type: ignore[django-manager-missing]  # its courses are pages, whose manager comes from Wagtail, which has no types
    """Lines that an assessor observes, bound to a version of an SOP. Assessments keep the lines as they were."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=16, choices=ChecklistKind.choices, default=ChecklistKind.PRACTICAL)
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="checklists")
    sop_version = models.PositiveIntegerField(null=True, blank=True)
    titles = models.JSONField()
    # [{"id", "block", "critical", "text": {…}, "measures": [{"parameter", "name": {…}, "comparator", limits, "unit"}]}]
    lines = models.JSONField()
    runs_required = models.PositiveSmallIntegerField()
    consecutive = models.BooleanField(default=False)
    repeat_months = models.PositiveSmallIntegerField(null=True, blank=True)
    other_misses_allowed = models.PositiveSmallIntegerField()
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_language(self.titles)


@frozen
class Assessment(models.Model):
    """One observed run, assessment or media fill, signed by the assessor; it counts once the learner has signed too."""

    # known before the row is written, so that the assessor's signature can name it and the row can name the signature
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # an SOP without a checklist is assessed on its typed parameters alone
    checklist = models.ForeignKey(Checklist, models.PROTECT, null=True, related_name="assessments")
    kind = models.CharField(max_length=16, choices=PracticeKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="assessments_given")
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="assessments")
    sop_version = models.ForeignKey(SopVersion, models.PROTECT, null=True, related_name="assessments")
    run_number = models.PositiveSmallIntegerField(null=True)
    happened_on = models.DateField()  # day of the act
    result_on = models.DateField()  # date of the result: media fills are read 14 days later
    recorded_at = models.DateTimeField()  # time of entry
    content = (
        models.TextField()
    )  # canonical JSON: lines with results, measured values with limits, batch, plate counts, units
    sha256 = models.CharField(max_length=64)
    passed = models.BooleanField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    reason = models.TextField(blank=True)
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["happened_on", "recorded_at"]
        indexes = [
            models.Index(fields=["person", "sop"], name="assessment_of_person")
        ]  # the query of qualification filters by both

    def __str__(self) -> str:
        return f"{self.person}: {self.sop} {self.happened_on}"

    @cached_property
    def record(self) -> dict[str, Any]:
        """The observation as it was signed."""
        return json.loads(self.content)


@frozen
class Acceptance(models.Model):
    """The learner's signature on the assessment (domain (d): trainee and assessor sign)."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="acceptance")
    recorded_at = models.DateTimeField()
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.assessment)
