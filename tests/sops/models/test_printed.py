"""A printed copy on record."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core import clock
from sops.models import PrintedCopy
from tests.factories import sops as docs


@pytest.mark.django_db
def test_a_token_opens_one_copy() -> None:
    version, now = docs.released(), clock.now()
    copy = {"token": "t", "version": version, "languages": ["vi"], "by": version.author, "at": now, "valid_until": now}
    PrintedCopy.objects.create(**copy)

    with pytest.raises(IntegrityError), transaction.atomic():
        PrintedCopy.objects.create(**copy)
