from __future__ import annotations

from django.db import models

from sops.enums import Origin, TranslationState
from sops.models.sop import Sop
from staff.models import Person


class Translation(models.Model):
    """The working translation of one source text of an SOP into one language, bound to the hash of that text.

    A changed source has none yet. Rows of earlier source texts stay: they show the old source beside its
    translation, and verified ones carry over by hash.
    """

    sop = models.ForeignKey(Sop, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    path = models.CharField(max_length=120)
    source_hash = models.CharField(max_length=64)
    source_text = models.TextField()
    text = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=TranslationState.choices, default=TranslationState.UNTRANSLATED)
    origin = models.CharField(max_length=16, choices=Origin.choices, default=Origin.HUMAN)
    critical = models.BooleanField(default=False)
    translated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    translated_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    # a finding of the guard that a second person has overridden, with the reason
    override_reason = models.TextField(blank=True)
    override_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(
        default=0
    )  # counts saves: a save on a stale copy is refused, nothing is lost silently

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sop", "language", "path", "source_hash"], name="translation_once"),
            # two people, always (domain (c) 3)
            models.CheckConstraint(
                condition=models.Q(verified_by=None) | ~models.Q(verified_by=models.F("translated_by")),
                name="translation_second_person",
            ),
        ]
        indexes = [models.Index(fields=["source_hash", "language", "state"], name="translation_memory")]

    def __str__(self) -> str:
        return f"{self.sop} ({self.language})"


class SegmentComment(models.Model):
    """One comment on a text, between translator, reviewer and the Japanese site."""

    sop = models.ForeignKey(Sop, models.PROTECT, related_name="segment_comments")
    path = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
