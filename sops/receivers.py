"""What this part hears: a draft was saved; somebody tries to delete a draft page, directly or with its parent."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.errors import Refused


def connect() -> None:
    from sops.models import SopIndexPage, SopPage

    for model in (SopPage, SopIndexPage):
        pre_delete.connect(keep_page, sender=model, dispatch_uid=f"sops.keep.{model.__name__}")
    from wagtail.models import Revision

    pre_save.connect(store_pictures, sender=Revision, dispatch_uid="sops.pictures")
    post_save.connect(carry_translations, sender=Revision, dispatch_uid="sops.carry")


def _is_draft(revision: Any) -> bool:
    from sops.models import SopPage

    return revision.base_content_type.model_class() is Page and revision.content_type.model_class() is SopPage


def store_pictures(instance: Any, **kwargs: object) -> None:
    """Every saved draft: pictures chosen from Wagtail's library are stored under the hash of their bytes."""
    from sops.domain.pictures import store_chosen_pictures

    if _is_draft(instance):
        blocks = json.loads(instance.content["body"])
        if store_chosen_pictures(blocks):
            instance.content["body"] = json.dumps(blocks)


def carry_translations(instance: Any, **kwargs: object) -> None:
    """Every saved draft: texts whose words were verified before are verified at their new place too
    (domain (c); R-09).
    """
    from sops.document.stream import page_content
    from sops.domain.translation import carry_over

    if _is_draft(instance):
        page = instance.as_object()
        try:
            carry_over(page.sop, page_content(page))
        except Refused:
            return  # an incomplete draft; the next save carries over


def keep_page(instance: Any, **kwargs: object) -> None:
    """Refuses the deletion of an SOP draft in every way there is, the deletion of a page above it included
    (R-04, R-12).
    """
    raise ProtectedError(
        _("SOP drafts are not deleted: their number stays taken and their history readable."), {instance}
    )
