from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from sops.blocks import SopBlocks
from sops.models.sop import Sop
from staff.permissions import May, can


class DraftsOnly(PagePermissionTester):
    """SOP pages are drafts: authors edit them; nobody publishes, unpublishes, deletes, copies or moves one by hand,
    superusers included.

    Readers see signed versions only, so no permission of Wagtail's may affect them (R-03, R-42).
    """

    def can_edit(self) -> bool:
        return can(self.user, May.DRAFT_SOP)

    def can_add_subpage(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False  # review and approval are signatures, on a page of their own

    def can_set_view_restrictions(self) -> bool:
        return False


class IndexOnly(DraftsOnly):
    """The folder of all SOP drafts: it may be opened, never edited."""

    def can_edit(self) -> bool:
        return False


class SopIndexPage(Page):
    """The folder of all SOP drafts. There is one; `sops.domain.drafts` creates it."""

    max_count = 1
    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["sops.SopPage"]

    class Meta:
        verbose_name = _("SOP drafts")

    def permissions_for_user(self, user: Any) -> IndexOnly:
        return IndexOnly(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("sop_list")


class SopPage(Page):
    """The draft of an SOP in its source language.

    Its revisions are drafts, never evidence; versions are frozen from it at submission.
    """

    sop = models.OneToOneField(Sop, models.PROTECT, related_name="page")
    source_version = models.CharField(_("edition of the sending unit"), max_length=64, blank=True)
    body = StreamField(SopBlocks(), blank=True)

    # not Wagtail's own title panel: it fills a slug, which is not edited here
    content_panels = [
        FieldPanel("title", classname="title", help_text=_("In the source language, as the document says it.")),
        FieldPanel("source_version"),
        FieldPanel("body", heading=_("Text")),
    ]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []  # no go-live or expiry dates: the effective date is signed
    template = "sops/draft_preview.html"  # of the editor's preview; `serve` leads readers to the versions
    is_creatable = False  # a number is taken first, see the form “New SOP”
    parent_page_types = ["sops.SopIndexPage"]
    subpage_types: list[str] = []
    search_fields = Page.search_fields

    class Meta:
        verbose_name = _("SOP draft")

    def permissions_for_user(self, user: Any) -> DraftsOnly:
        return DraftsOnly(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("sop_detail", self.sop.number)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "japanese": True}
