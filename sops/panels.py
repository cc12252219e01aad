"""Additions to Wagtail: the panel of waiting documents, links from a draft to its translation and release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.components import Component

from sops.models import SopPage
from sops.waiting import waiting_for
from staff.permissions import May, can


class WaitingPanel(Component):
    """Candidates whose next signature is due from this account."""

    name = "sops_waiting"
    template_name = "sops/admin/waiting_panel.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"versions": waiting_for(parent_context["request"].user)}


class DraftLink(ActionMenuItem):
    """An entry of the editor's menu that opens one of the pages of an SOP draft."""

    def is_shown(self, context: Mapping[str, Any]) -> bool:
        return (
            context["view"] == "edit"
            and isinstance(context["page"], SopPage)
            and can(context["request"].user, May.DRAFT_SOP)
        )


class ReleaseLink(DraftLink):
    name = "action-sop-release"
    label = _("Submit and release…")
    icon_name = "success"

    def get_url(self, context: Mapping[str, Any]) -> str:
        return reverse("sop_release", args=[context["page"].sop.number])


class TranslateLink(DraftLink):
    name = "action-sop-translate"
    label = _("Translate…")
    icon_name = "globe"

    def get_url(self, context: Mapping[str, Any]) -> str:
        sop = context["page"].sop
        language = next((code for code in sop.languages if code != sop.source_language), "vi")
        return f"{reverse('sop_detail', args=[sop.number])}translate/{language}/"
