"""What documents register with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from sops.domain.drafts import library
from sops.models import SopIndexPage, SopPage
from sops.panels import ReleaseLink, TranslateLink, WaitingPanel
from staff.permissions import May, can


class DraftsMenuItem(MenuItem):
    """The list of all SOP drafts, for those who write them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, May.DRAFT_SOP)

    def render_component(self, request: HttpRequest) -> Any:
        self.url = reverse("wagtailadmin_explore", args=[library().pk])
        return super().render_component(request)


class NewSopMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, May.DRAFT_SOP)

    def render_component(self, request: HttpRequest) -> Any:
        self.url = reverse("sop_new")
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def drafts_menu_item() -> MenuItem:
    return DraftsMenuItem(gettext_lazy("SOP drafts"), "", name="sop-drafts", icon_name="doc-full", order=90)


@hooks.register("register_admin_menu_item")
def new_sop_menu_item() -> MenuItem:
    return NewSopMenuItem(gettext_lazy("New SOP"), "", name="sop-new", icon_name="plus", order=91)


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())


@hooks.register("register_page_action_menu_item")
def release_link() -> ReleaseLink:
    return ReleaseLink(order=10)


@hooks.register("register_page_action_menu_item")
def translate_link() -> TranslateLink:
    return TranslateLink(order=20)


@hooks.register("before_delete_page")
def keep_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A friendly answer before the guard of the database layer would refuse."""
    if not _holds_drafts([page]):
        return None
    messages.error(request, _("SOP drafts are not deleted: their number stays taken and their history readable."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_drafts_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    if action_type != "delete" or action.models != [Page] or not _holds_drafts(objects):
        return None
    messages.error(request, _("SOP drafts are not deleted: their number stays taken and their history readable."))
    return redirect("wagtailadmin_home")


def _holds_drafts(pages: Iterable[Page]) -> bool:
    """Whether an SOP draft, or the folder of all, is among `pages` or below one of them."""
    return any(
        model.objects.descendant_of(page, inclusive=True).exists()
        for page in pages
        for model in (SopPage, SopIndexPage)
    )
