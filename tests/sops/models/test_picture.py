"""A picture, kept by the hash of its bytes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core import clock
from sops.models import Picture


@pytest.mark.django_db
def test_two_pictures_never_share_a_key() -> None:
    picture = {"sha256": "a" * 64, "mime": "image/png", "width": 1, "height": 1, "stored_at": clock.now()}
    Picture.objects.create(data=b"one", **picture)

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(data=b"other", **picture)
