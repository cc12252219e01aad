"""Wagtail's pages wear the colours and the faces of the site; Japanese texts are written there.

Its news for developers stay out of the menu.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem


@hooks.register("insert_global_admin_css")
def house_style() -> SafeString:
    sheets = ("css/fonts.css", "css/fonts-ja.css", "css/admin.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))


@hooks.register("construct_help_menu")
def no_news_of_wagtail(request: HttpRequest, items: list[MenuItem]) -> None:
    """Release notes and a guide on another site, in English: nothing for writers of SOPs,
    whom a badge calls to them.
    """
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]
