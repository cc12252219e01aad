from __future__ import annotations

from django.db import models

from core.dated import in_language
from sops.enums import Stage


def default_languages() -> list[str]:
    return ["ja", "vi"]


class Sop(models.Model):
    """A document number. Never deleted, never reused (R-04); its content is in its versions."""

    number = models.CharField(max_length=32, unique=True)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    products = models.JSONField(default=list)
    titles = models.JSONField()  # of the newest draft or version, for lists; each version keeps its own
    source_language = models.CharField(max_length=8, default="ja")
    # languages that must be fully verified before a version may be released
    languages = models.JSONField(default=default_languages)
    source_organisation = models.CharField(max_length=255, blank=True)
    source_number = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        verbose_name = "SOP"

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return in_language(self.titles)

    def get_stage_display(self) -> str:  # type: ignore[no-redef]  # of the name Django would give its own
        """The label of the stage. Django's own method builds a dictionary of all labels, translated, at each call."""
        return str(Stage(self.stage).label)
