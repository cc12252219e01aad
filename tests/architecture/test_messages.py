"""Vietnamese and Japanese are complete: nothing empty, nothing fuzzy, placeholders kept, nothing missing from the catalogues."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import django
import polib
import pytest
from django.test import RequestFactory
from django.utils.translation import override
from django.views.i18n import JavaScriptCatalog

from tests.architecture import house
from tests.architecture.house import ROOT

APPS = [app for app in house.APPS if (ROOT / app / "locale").exists()]
HOUSE_STYLE = re.compile(r"\b(?:bạn|vui lòng|thành công)\b|!", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _entries(app, language):
    return [
        e for e in polib.pofile(str(ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po")) if not e.obsolete
    ]


@pytest.mark.parametrize("language", ["vi", "ja"])
@pytest.mark.parametrize("app", APPS)
def test_catalogue_is_complete(app, language):
    empty = [
        e.msgid
        for e in _entries(app, language)
        if e.fuzzy or not (e.msgstr or (e.msgstr_plural and all(e.msgstr_plural.values())))
    ]

    assert empty == []


@pytest.mark.parametrize("language", ["vi", "ja"])
@pytest.mark.parametrize("app", APPS)
def test_placeholders_are_kept(app, language):
    wrong = [
        e.msgid
        for e in _entries(app, language)
        for text in ([e.msgstr] if not e.msgid_plural else e.msgstr_plural.values())
        if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(e.msgid + e.msgid_plural))
        or (set(PLACEHOLDER.findall(e.msgid)) & set(PLACEHOLDER.findall(e.msgid_plural or e.msgid)))
        - set(PLACEHOLDER.findall(text))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["vi", "ja"])
def test_the_editor_speaks_the_language_from_javascript_too(language):
    """Wagtail's own catalogue lacks most of these; ours stands in front of it."""
    words = polib.pofile(str(ROOT / "cms" / "locale" / language / "LC_MESSAGES" / "djangojs.po"))
    served = JavaScriptCatalog.as_view(packages=["wagtail.admin"])

    with override(language):
        script = served(RequestFactory().get("/")).content.decode()

    assert [e.msgid for e in words if not e.translated()] == []
    assert [e.msgid for e in words if json.dumps(e.msgstr or next(iter(e.msgstr_plural.values()))) not in script] == []


@pytest.mark.parametrize("app", APPS)
def test_texts_are_nfc(app):
    for language in ("vi", "ja"):
        assert [e.msgid for e in _entries(app, language) if not unicodedata.is_normalized("NFC", e.msgstr)] == []


@pytest.mark.parametrize("app", APPS)
def test_vietnamese_keeps_the_style_of_the_house(app):
    """No «bạn», no «vui lòng», no «thành công», no exclamation marks (design guide, §7)."""
    texts = {e.msgid: e.msgstr or "".join(e.msgstr_plural.values()) for e in _entries(app, "vi")}

    assert {key: text for key, text in texts.items() if HOUSE_STYLE.search(text)} == {}


@pytest.mark.parametrize("language", ["vi", "ja"])
def test_one_text_has_one_translation(language):
    """Django lays the catalogues over each other: of two translations of one text only the first would ever be seen."""
    found = {}
    for app in APPS:
        for e in _entries(app, language):
            found.setdefault((e.msgctxt, e.msgid), set()).add(e.msgstr or str(e.msgstr_plural))

    assert {key: words for key, words in found.items() if len(words) > 1} == {}


def test_no_string_is_missing_from_the_catalogues():
    """Every translatable string of our code stands in a catalogue of some app; Django's own words are translated by Django."""
    script = [sys.executable, "-m", "tests.architecture.strings"]
    found = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    known = {(e.msgctxt, text) for app in APPS for e in _entries(app, "vi") for text in (e.msgid, e.msgid_plural)}
    django_vi = gettext.translation("django", str(Path(django.__file__).parent / "conf" / "locale"), ["vi"])
    missing = [
        (context, text)
        for context, text in map(json.loads, found)
        if (context, text) not in known and (context or django_vi.gettext(text) == text)
    ]

    assert missing == []
