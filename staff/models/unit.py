from __future__ import annotations

from django.db import models

from core.dated import Dated, DatedQuerySet, in_language
from staff.enums import Side


class Unit(models.Model):
    """A unit or facility: names in three languages, its side in the transfer, its CME unit code."""

    code = models.SlugField(unique=True)
    kind = models.CharField(max_length=32, blank=True)  # institute, tissue_bank, hospital, sending_unit
    side = models.CharField(max_length=8, choices=Side.choices, default=Side.RU)
    names = models.JSONField()  # {"vi", "en", "ja"}
    short_names = models.JSONField(default=dict, blank=True)
    parent_line = models.JSONField(default=dict, blank=True)  # first line of the certificate head
    city = models.JSONField(default=dict, blank=True)
    cme_issuer = models.BooleanField(default=False)
    cme_unit_code = models.CharField(max_length=32, blank=True)  # {unit} in number patterns
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def short_name(self) -> str:
        return in_language(self.short_names) or self.name


class UnitLicence(Dated):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=32)
    number = models.CharField(max_length=64)
    issuer = models.CharField(max_length=255, blank=True)
    scope = models.JSONField(default=dict, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["unit", "valid_from"]

    def __str__(self) -> str:
        return self.number
