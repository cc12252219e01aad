from __future__ import annotations

from django.db import models

from audit.frozen import frozen


@frozen
class Picture(models.Model):
    """A picture of an SOP, stored under the hash of its bytes: drafts and versions refer to the hash, so a picture
    cannot change under a version.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    mime = models.CharField(max_length=32)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]
