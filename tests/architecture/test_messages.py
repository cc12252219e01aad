"""Vietnamese and Japanese are complete: every text of the code stands in its app's catalogue, translated and sound."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
import wagtail.admin
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import override
from django.views.i18n import JavaScriptCatalog

from cms.messages import LIBRARIES, ROOT, catalogues
from cms.strings import KEYWORDS, TRANSLATED, changes, own_apps, strings_of

CATALOGUES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in catalogues()]
HOUSE_STYLE = re.compile(r"\b(?:bạn|vui lòng|thành công)\b|!", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def _texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_catalogues_are_as_make_strings_writes_them():
    """No text of ours is missing, none is left over. Where this fails: `make strings`, then translate what it names."""
    assert [str(path.relative_to(ROOT)) for path in changes(own_apps(), catalogues())] == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_catalogue_is_complete(path):
    """Nothing empty, nothing in doubt, nothing that no code says any more."""
    unfinished = [e.msgid for e in polib.pofile(str(path)) if e.fuzzy or e.obsolete or not all(_texts(e))]

    assert unfinished == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_placeholders_are_kept(path):
    """A plural may say what its singular leaves out (“one step”); the translation needs what both of them have."""
    wrong = []
    for e in polib.pofile(str(path)):
        one, many = (set(PLACEHOLDER.findall(text)) for text in (e.msgid, e.msgid_plural or e.msgid))
        if any(not one & many <= set(PLACEHOLDER.findall(text)) <= one | many for text in _texts(e)):
            wrong.append(e.msgid)

    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_texts_are_nfc(path):
    entries = polib.pofile(str(path))

    assert [
        e.msgid for e in entries if not all(unicodedata.is_normalized("NFC", t) for t in [e.msgid, *_texts(e)])
    ] == []


@pytest.mark.parametrize("path", [path for path in CATALOGUES if "vi" in path.values[0].parts])
def test_vietnamese_keeps_the_style_of_the_house(path):
    """No «bạn», no «vui lòng», no «thành công», no exclamation marks."""
    texts = {e.msgid: text for e in polib.pofile(str(path)) for text in _texts(e)}

    assert {key: text for key, text in texts.items() if HOUSE_STYLE.search(text)} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_one_text_has_one_translation(language):
    """Django lays the catalogues over each other: of two translations of one text only the first would ever be seen."""
    found = {}
    for path in catalogues():
        if language in path.parts:
            for e in polib.pofile(str(path)):
                found.setdefault((path.name, e.msgctxt, e.msgid), set()).add(str(_texts(e)))

    assert {key: words for key, words in found.items() if len(words) > 1} == {}


def test_every_language_translates_the_same_words_of_libraries():
    texts = {
        language: [
            (path.name, e.msgctxt, e.msgid)
            for path in catalogues()
            if path.is_relative_to(LIBRARIES / language)
            for e in polib.pofile(str(path))
        ]
        for language in TRANSLATED
    }

    assert texts["vi"] == texts["ja"]


@pytest.mark.slow
def test_words_of_libraries_are_still_said_by_them():
    """A sentence that an upgrade changed must be translated anew; the catalogues they ship keep words nobody says."""
    packages = {app.split(".")[0] for app in settings.INSTALLED_APPS} - {app.name for app in own_apps()}
    said = {
        (m.context, *([m.id, ""] if isinstance(m.id, str) else m.id))
        for package in packages
        for m in strings_of(Path(find_spec(package).origin).parent)
    }
    words = polib.pofile(str(LIBRARIES / "vi" / "LC_MESSAGES" / "django.po"))

    assert [e.msgid for e in words if (e.msgctxt, e.msgid, e.msgid_plural) not in said] == []


def test_words_of_the_editors_scripts_are_still_said_by_them():
    """Wagtail ships its scripts compiled: only its English catalogue can be asked."""
    shipped = polib.pofile(str(Path(wagtail.admin.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "djangojs.po"))
    said = {(e.msgctxt, e.msgid, e.msgid_plural) for e in shipped if not e.obsolete}
    words = polib.pofile(str(LIBRARIES / "vi" / "LC_MESSAGES" / "djangojs.po"))

    assert [e.msgid for e in words if (e.msgctxt, e.msgid, e.msgid_plural) not in said] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_editor_speaks_the_language_from_javascript_too(language):
    """Wagtail's own catalogue lacks most of these; ours stands in front of it."""
    served = JavaScriptCatalog.as_view(packages=["wagtail.admin"])

    with override(language):
        script = served(RequestFactory().get("/")).content.decode()

    words = polib.pofile(str(LIBRARIES / language / "LC_MESSAGES" / "djangojs.po"))
    assert [e.msgid for e in words if json.dumps(_texts(e)[0]) not in script] == []


def test_our_scripts_take_their_words_from_the_page():
    """No catalogue is served to them: a sentence in a script would stay English."""
    scripts = [*(ROOT / "static").rglob("*.js"), *(path for app in own_apps() for path in app.rglob("*.js"))]

    assert [path.name for path in scripts if re.search(r"gettext\(", path.read_text())] == []


def _calls_of_gettext(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node


def test_every_text_in_a_call_of_gettext_is_read():
    """Not read would be one in an f-string, one chosen or put together inside the brackets, one outside of the apps."""
    read = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for app in own_apps() for m in strings_of(app)}
    unread = []
    for path in ROOT.glob("[!.]*/**/*.py"):
        if path.relative_to(ROOT).parts[0] in ("tests", "bench", "var"):
            continue
        for call in _calls_of_gettext(path):
            words = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
            key = tuple(words[:2]) if "pgettext" in call.func.id else (None, words[0])
            says = any(isinstance(n, ast.Constant) and isinstance(n.value, str) for n in ast.walk(call))
            if says and key not in read:
                unread.append(f"{path.relative_to(ROOT)}:{call.lineno}")

    assert unread == []
