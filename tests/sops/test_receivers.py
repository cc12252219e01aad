"""What happens by itself when a draft is saved or somebody tries to delete one."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from sops.domain.drafts import library
from sops.models import SopPage
from tests.factories import release as make

pytestmark = pytest.mark.django_db


def page() -> SopPage:
    make.draft()
    return SopPage.objects.get()


def test_the_shell_cannot_delete_drafts_nor_what_holds_them() -> None:
    draft = page()
    for target in (draft, library(), Page.objects.get(pk=draft.pk), Page.objects.get(pk=library().pk)):
        with pytest.raises(ProtectedError), transaction.atomic():
            target.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        SopPage.objects.all().delete()
    assert SopPage.objects.count() == 1
