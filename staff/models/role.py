from __future__ import annotations

from django.db import models

from core.dated import Dated, DatedQuerySet, Known, KnownQuerySet, in_language
from staff.enums import AccessRole
from staff.models.person import Person


class JobRole(models.Model):
    """A job role at the bench or desk. The SOPs it requires are in sops.Requirement."""

    code = models.SlugField(unique=True)
    names = models.JSONField()
    descriptions = models.JSONField(default=dict, blank=True)
    area = models.CharField(max_length=32, blank=True)  # cleanroom, tissue_bank, …
    # Conditions for unsupervised work in a grade (Annex 1 7.4): {"grade": "A/B"} or null.
    # Media fills are asked for as the institution's values say. A role says otherwise by "aps_first" (0: none) or
    # "aps_months", where its process differs (9.38: an automated one at least every 12 months).
    access = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)


class Assignment(Known):
    """A job role of a person from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    job_role = models.ForeignKey(JobRole, models.PROTECT, related_name="assignments")
    document = models.CharField(max_length=64, blank=True)  # number of the decision

    objects = KnownQuerySet.as_manager()

    class Meta(Known.Meta):
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.person}: {self.job_role}"


class Duty(models.Model):
    """A duty without required SOPs: director, head of QA, practical assessor, …"""

    code = models.SlugField(unique=True)
    names = models.JSONField()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return in_language(self.names)


class DutyAppointment(Dated):
    """A duty of a person from a day to a day; `scope` is "all" or a list of SOP numbers (practical assessor)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="appointments")
    scope = models.JSONField(default=str, blank=True)
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.person}: {self.duty}"


class AccessGrant(Dated):
    """An access role of an account from a day to a day: access is granted, changed and removed on record (R-35)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=AccessRole.choices)
    granted_by = models.CharField(max_length=255, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
