"""Wagtail's pages wear the colours and the faces of the site; Japanese texts are written there."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def house_style() -> SafeString:
    sheets = ("css/fonts.css", "css/fonts-ja.css", "css/admin.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
