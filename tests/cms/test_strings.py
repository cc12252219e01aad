"""`make strings`: texts are found wherever Django looks for them, and translations go where their texts go."""

from __future__ import annotations

import polib
import pytest

from cms.strings import changes, strings_of, write


def _found(app):
    return [(m.context, m.id, m.auto_comments) for m in sorted(strings_of(app)) if m.id]


def _app(root, name, code="", template=""):
    folder = root / name
    (folder / "templates" / name).mkdir(parents=True)
    (folder / "words.py").write_text(code)
    (folder / "templates" / name / "page.html").write_text(template)
    return folder


def _catalogue(app, language):
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('_("Plain")', (None, "Plain", [])),
        ('gettext_lazy("Over " "two lines")', (None, "Over two lines", [])),
        ('label = field(gettext_noop("Inside a call"), other("x"))', (None, "Inside a call", [])),
        ('ngettext("%(n)s step", "%(n)s steps", len(steps))', (None, ("%(n)s step", "%(n)s steps"), [])),
        ('pgettext_lazy("verb", "Sign")', ("verb", "Sign", [])),
        ('npgettext("trail", "a line", "lines", n)', ("trail", ("a line", "lines"), [])),
        ('# Translators: a person\n_("Reader")', (None, "Reader", ["Translators: a person"])),
    ],
)
def test_text_in_python_is_found(tmp_path, code, words):
    assert _found(_app(tmp_path, "app", code=code)) == [words]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('<p title="{% trans "Plain" %}">', (None, "Plain", [])),
        ("{% translate 'Quoted' as title %}", (None, "Quoted", [])),
        ('{% trans "May" context "month" %}', ("month", "May", [])),
        ('{% include "a.html" with title=_("An argument") %}', (None, "An argument", [])),
        ('{{ title|default:_("A filter") }}', (None, "A filter", [])),
        ("{% blocktrans with n=a.b %}Step {{ n }}: 5 %{% endblocktrans %}", (None, "Step %(n)s: 5 %%", [])),
        ("{% blocktranslate trimmed %}\n   Two\n  lines\n{% endblocktranslate %}", (None, "Two lines", [])),
        (
            '  {% blocktrans trimmed count n=n context "sop" %}\n one\n {% plural %}\n{{ n }} ones{% endblocktrans %}',
            ("sop", ("one", "%(n)s ones"), []),
        ),
        ('{# Translators: a button #}\n{% trans "Sign" %}', (None, "Sign", ["Translators: a button"])),
        ('  <p>\n {% trans "It’s" %}\n    don\'t ( [ "\n  </p>\n', (None, "It’s", [])),
    ],
)
def test_text_in_a_template_is_found(tmp_path, template, words):
    assert _found(_app(tmp_path, "app", template=template)) == [words]


def _translate(path, translations):
    text = path.read_text()
    for english, translated in translations.items():
        text = text.replace(f'{english}"\nmsgstr ""', f'{english}"\nmsgstr "{translated}"')
        text = text.replace(f'{english}"\nmsgstr[0] ""', f'{english}"\nmsgstr[0] "{translated}"')
    path.write_text(text)


def _entries(path):
    return {e.msgid: e.msgstr or e.msgstr_plural[0] for e in polib.pofile(str(path))}


def test_translation_follows_a_text_into_a_new_app(tmp_path):
    old = _app(tmp_path, "old", code='_("Stays")\n_("Moves")\nngettext("a step", "steps", n)')
    known = [_catalogue(old, "vi"), _catalogue(old, "ja")]
    write(changes([old], []))
    _translate(known[0], {"Stays": "Ở lại", "Moves": "Chuyển", "steps": "các bước"})
    _translate(known[1], {"Stays": "残る", "Moves": "移る", "steps": "手順"})

    (old / "words.py").write_text('_("Stays")')
    new = _app(tmp_path, "new", code='ngettext("a step", "steps", n)', template='{% trans "Moves" %}')
    write(changes([old, new], known))

    assert _entries(_catalogue(old, "vi")) == {"Stays": "Ở lại"}
    assert _entries(_catalogue(old, "ja")) == {"Stays": "残る"}
    assert _entries(_catalogue(new, "vi")) == {"Moves": "Chuyển", "a step": "các bước"}
    assert _entries(_catalogue(new, "ja")) == {"Moves": "移る", "a step": "手順"}
    assert changes([old, new], known + [_catalogue(new, "vi"), _catalogue(new, "ja")]) == {}


def test_catalogue_of_an_app_without_texts_goes(tmp_path):
    app = _app(tmp_path, "app", code='_("Once")')
    write(changes([app], []))
    compiled = _catalogue(app, "vi").with_suffix(".mo")
    compiled.touch()

    (app / "words.py").write_text("")
    write(changes([app], [_catalogue(app, "vi"), _catalogue(app, "ja")]))

    assert not _catalogue(app, "vi").exists()
    assert not _catalogue(app, "ja").exists()
    assert not compiled.exists()


def test_translation_in_doubt_stays_in_doubt(tmp_path):
    app = _app(tmp_path, "app", code='_("Once")')
    write(changes([app], []))
    path = _catalogue(app, "vi")
    path.write_text(path.read_text().replace('msgid "Once"\nmsgstr ""', '#, fuzzy\nmsgid "Once"\nmsgstr "Một lần"'))

    assert path not in changes([app], [path])
