from __future__ import annotations

from django.db import models

from audit.frozen import frozen

GENESIS = "0" * 64


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def about(self, object_type: str, object_id: object) -> AuditEventQuerySet:
        return self.filter(object_type=object_type, object_id=str(object_id))


@frozen
class AuditEvent(models.Model):
    """One audit event: who, what (old → new), when, why, from where.

    Text columns, because exactly this text is hashed.
    """

    seq = models.BigIntegerField(unique=True)
    at = models.CharField(max_length=32, db_index=True)  # UTC, ISO 8601 with microseconds
    actor_id = models.CharField(max_length=64, blank=True)  # key of the user, or empty for a named system actor
    actor_name = models.CharField(max_length=255)
    actor_role = models.CharField(max_length=255, blank=True)
    action = models.CharField(max_length=64, db_index=True)
    object_type = models.CharField(max_length=64, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    object_name = models.CharField(max_length=255, blank=True)
    data = models.TextField()  # canonical JSON: {"old": …, "new": …} and what else belongs to the act
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=255, blank=True)  # address and path of the request, or the command
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-seq"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["actor_id"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.object_name}"
