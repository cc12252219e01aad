from audit.models.event import GENESIS, AuditEvent

__all__ = ["GENESIS", "AuditEvent"]
