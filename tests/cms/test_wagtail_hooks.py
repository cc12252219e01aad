"""The editor wears the colours of the site, and advertises nothing."""

from __future__ import annotations

import re

from django.contrib.staticfiles import finders
from django.test import RequestFactory
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from cms.wagtail_hooks import house_style, no_news_of_wagtail


def test_every_style_sheet_of_the_editor_is_there() -> None:
    sheets = re.findall('<link rel="stylesheet" href="/static/([^"]+)">', house_style())

    assert sheets == ["css/fonts.css", "css/fonts-ja.css", "css/admin.css"]
    assert [sheet for sheet in sheets if finders.find(sheet) is None] == []


def test_news_for_developers_stay_out_of_the_menu_and_the_rest_stays_in() -> None:
    help_, news = MenuItem("Help", "/help/"), DismissibleMenuItem("What's new", "https://wagtail.example/", name="new")
    items = [news, help_, news]

    no_news_of_wagtail(RequestFactory().get("/admin/"), items)

    assert items == [help_]


def test_wagtail_asks_both() -> None:
    assert house_style in hooks.get_hooks("insert_global_admin_css")
    assert no_news_of_wagtail in hooks.get_hooks("construct_help_menu")
