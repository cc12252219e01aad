from __future__ import annotations

from django.db import models


class GlossaryTerm(models.Model):
    """An approved term in three languages with its forbidden variants (domain (c) 9)."""

    ja = models.CharField(max_length=255, unique=True)
    reading_kana = models.CharField(max_length=255, blank=True)
    vi = models.CharField(max_length=255)
    en = models.CharField(max_length=255, blank=True)
    note = models.CharField(max_length=500, blank=True)
    admitted = models.JSONField(default=dict, blank=True)  # {"vi": ["…"]}: other correct wordings
    forbidden = models.JSONField(default=dict, blank=True)  # {"vi": ["tế bào mầm"]}
    confirmed = models.BooleanField(default=False)  # [D] until the institution confirms

    class Meta:
        ordering = ["ja"]

    def __str__(self) -> str:
        return f"{self.ja} = {self.vi}"
