"""Rows that hold from a day to a day (inclusive), and names in three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import get_language

ModelT = TypeVar("ModelT", bound=models.Model, covariant=True)

# The order in which another language stands in where a name lacks the reader's.
FALLBACK = ("vi", "en", "ja")


class DatedQuerySet(models.QuerySet[ModelT]):
    def on(self, day: dt.date) -> Any:
        """Rows that hold on `day`."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """Holds from `valid_from` to `valid_to`, both days included; an open end is null."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="%(app_label)s_%(class)s_dates",
            )
        ]


class KnownQuerySet(DatedQuerySet[ModelT]):
    def held(self, day: dt.date, known_at: dt.datetime) -> Any:
        """Rows that held on `day` as the system knew it at `known_at`:
        neither a row nor its end that was entered later counts.
        """
        open_end = models.Q(valid_to=None) | models.Q(valid_to__gte=day) | models.Q(end_recorded_at__gt=known_at)
        return self.filter(open_end, valid_from__lte=day, recorded_at__lte=known_at)


class Known(Dated):
    """A dated row on two clocks: `recorded_at` is when the system learnt of it,
    `end_recorded_at` when it learnt of an end set later.
    """

    recorded_at = models.DateTimeField()
    end_recorded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Dated.Meta):
        abstract = True


def in_language(names: dict[str, str] | None, language: str = "") -> str:
    """The entry of `names` {"vi": …, "en": …, "ja": …} for the reader's language, else the nearest there is."""
    names = names or {}
    for code in (language or (get_language() or "")[:2], *FALLBACK):
        if names.get(code):
            return names[code]
    return next(iter(names.values()), "")
