from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models

from audit.frozen import frozen
from sops.models.sop import Sop
from staff.models import Person


class WordUpload(models.Model):
    """A Word file awaiting acceptance: uploaded, previewed, then accepted as a draft or discarded."""

    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()  # empty once accepted: the bytes are then those of `WordSource`
    size = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=500, blank=True)  # as read, for lists
    # JSON of what was read, by reading of the changes left open in the file; what the person sees before accepting
    readings = models.TextField(default="{}")
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+"
    )  # nobody for a command without a named account
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    sop_number = models.CharField(max_length=32, blank=True)  # the target document

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename

    @cached_property
    def read(self) -> dict[str, dict[str, Any]]:
        """The readings (`WordImport.as_dict()`) by name; one entry if the file has no open tracked change."""
        return json.loads(self.readings)


@frozen
class WordSource(models.Model):
    """The accepted Word file of a draft: its bytes, its losses, who read them, which draft it became."""

    upload = models.OneToOneField(
        WordUpload, models.PROTECT, related_name="source"
    )  # unique: a second click finds the first one's row
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="word_sources")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    report = (
        models.TextField()
    )  # canonical JSON: header, losses, open changes and the reading chosen, what was not taken over
    draft_sha256 = models.CharField(max_length=64)  # of the draft it gave, see `sops.importing.sources.draft_hash`
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.sop.number} ← {self.filename}"

    @cached_property
    def told(self) -> dict[str, Any]:
        """The report as a dict."""
        return json.loads(self.report)
