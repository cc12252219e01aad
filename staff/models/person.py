from __future__ import annotations

import datetime as dt

from django.db import models

from core.dated import Dated, DatedQuerySet, in_language
from staff.enums import Kind
from staff.models.unit import Unit


class PersonQuerySet(models.QuerySet["Person"]):
    def employed_on(self, day: dt.date) -> PersonQuerySet:
        """Returns the staff employed on `day`."""
        return self.filter(models.Q(employed_to=None) | models.Q(employed_to__gte=day), employed_from__lte=day)


class Person(models.Model):
    """A human being; never deleted. An account (`User`) may belong to a person, not the other way round."""

    full_name = models.CharField(max_length=255)  # Vietnamese order; for Japanese persons the Latin name
    kanji_name = models.CharField(max_length=255, blank=True)
    kana_name = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.STAFF)
    titles = models.JSONField(default=dict, blank=True)  # prefix printed before the name, {"vi": "BS.CKI", …}
    degree = models.JSONField(default=dict, blank=True)
    positions = models.JSONField(default=dict, blank=True)
    formal_address = models.CharField(max_length=32, blank=True)  # Ông / Bà, for documents
    daily_address = models.CharField(max_length=32, blank=True)  # Bác sĩ / Anh / Chị, for the interface
    born_on = models.DateField(null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)  # where only the year is known
    personal_id = models.CharField(max_length=32, blank=True)  # CCCD; never on public pages
    workplace = models.CharField(max_length=255, blank=True)  # of outsiders; staff belong to a unit
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    employed_from = models.DateField(null=True, blank=True)
    employed_to = models.DateField(null=True, blank=True)
    left_recorded_at = models.DateTimeField(null=True, blank=True, editable=False)  # when the leaving was entered

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.full_name

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def position(self) -> str:
        return in_language(self.positions)

    @property
    def initials(self) -> str:
        """Initials for the name stamp: kanji family name, else initials of the last two words."""
        if self.kanji_name:
            return self.kanji_name.split()[0][:2]
        return "".join(word[0] for word in self.full_name.split()[-2:]).upper()


class Licence(Dated):
    """Practice licence (GPHN/CCHN/CCHND): number, issuer, scope; its end is entered, never computed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=64)
    place = models.CharField(max_length=255, blank=True)
    professional_title = models.CharField(max_length=255, blank=True)
    scope = models.CharField(max_length=500, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.number
