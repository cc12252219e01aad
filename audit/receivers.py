"""Log-ins and acts in Wagtail are recorded in the audit trail, in the same transaction (R-32, R-35, R-46)."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save

from audit.actor import Name, System
from audit.trail import present_actor, record

logger = logging.getLogger(__name__)


def connect() -> None:
    from wagtail.models import ModelLogEntry, PageLogEntry

    for model in (PageLogEntry, ModelLogEntry):
        post_save.connect(wagtail_logged, sender=model, dispatch_uid=f"audit.{model.__name__}")
    user_logged_in.connect(logged_in, dispatch_uid="audit.logged_in")
    user_logged_out.connect(logged_out, dispatch_uid="audit.logged_out")
    user_login_failed.connect(login_failed, dispatch_uid="audit.login_failed")


def wagtail_logged(instance: Any, created: bool, **kwargs: object) -> None:
    """Repeats Wagtail's own log entry in the trail: Wagtail's table can be altered."""
    if created:
        record(
            f"wagtail:{instance.action}"[:64],
            by=instance.user or present_actor(),
            object_type=str(instance.content_type.model_class()._meta.label) if instance.content_type else "",
            object_id=str(getattr(instance, "page_id", None) or getattr(instance, "object_id", "")),
            object_name=instance.label,
            detail=_plain(instance.data),
        )


def logged_in(user: Any, **kwargs: object) -> None:
    record("login", user, by=user)


def logged_out(user: Any, **kwargs: object) -> None:
    if user is not None:
        record("logout", user, by=user)


def login_failed(credentials: dict[str, Any], **kwargs: object) -> None:
    """Records the name that was tried, never the secret."""
    logger.warning("Log-in refused: wrong address or password")
    record(
        "login_failed",
        by=System(Name.ANONYMOUS),
        object_name=str(credentials.get("email") or credentials.get("username") or "")[:255],
    )


def _plain(data: Any) -> Any:
    """Wagtail's log data as JSON values: dates and lazy texts as text."""
    if isinstance(data, dict):
        return {str(k): _plain(v) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(v) for v in data]
    return data if data is None or isinstance(data, bool | int | str) else str(data)
