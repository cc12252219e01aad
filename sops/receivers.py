"""What this part hears: a draft was saved; somebody tries to delete a draft page, directly or with its parent."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.errors import Refused


def connect() -> None:
    from sops.models import SopIndexPage, SopPage

    for model in (SopPage, SopIndexPage):
        pre_delete.connect(keep_page, sender=model, dispatch_uid=f"sops.keep.{model.__name__}")
    from wagtail.models import Revision

    post_save.connect(carry_translations, sender=Revision, dispatch_uid="sops.carry")


def carry_translations(instance: Any, **kwargs: object) -> None:
    """Every saved draft: texts whose words were verified before are verified at their new place too (domain (c); R-09)."""
    from sops.domain.drafts import page_content
    from sops.domain.translation import carry_over
    from sops.models import SopPage

    if instance.base_content_type.model_class() is Page and instance.content_type.model_class() is SopPage:
        page = instance.as_object()
        try:
            carry_over(page.sop, page_content(page))
        except Refused:
            return  # a draft in the middle of being written; the next save carries over


def keep_page(instance: Any, **kwargs: object) -> None:
    """Refuses the deletion of an SOP draft in every way there is, the deletion of a page above it included (R-04, R-12)."""
    raise ProtectedError(
        _("SOP drafts are not deleted: their number stays taken and their history readable."), {instance}
    )
