"""The root of Wagtail's page tree."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Locale, Page


def root_page() -> Page:
    """Returns the root page, locked until the transaction ends; created anew, with its language, in a database that
    lost it.
    """
    if not Locale.objects.exists():
        Locale.objects.create(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.select_for_update().filter(depth=1).first()
    return root or Page.add_root(instance=Page(title="Root", slug="root"))
