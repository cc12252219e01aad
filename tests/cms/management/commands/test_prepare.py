"""`prepare` ends with a sentence where it cannot go on."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError


@pytest.mark.django_db
def test_a_cache_that_does_not_answer_is_named(settings: LazySettings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": settings.REDIS_URL}
    settings.CACHES = {**settings.CACHES, "default": redis}

    with pytest.raises(CommandError, match=r"^The cache at redis://127\.0\.0\.1:1/0 cannot be reached: "):
        call_command("prepare")
