"""Writes the message catalogues of our apps from what their code says: `make strings`.

Babel reads the Python files and what Django makes of a template, so that no system tool is needed. A catalogue holds no
dates and no places in the code and is sorted by its texts: it changes only when a text does. Scripts hold no sentences
of their own, they take them from the page. Words of libraries stand in `cms/locale_libraries` and are never touched.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import TRANSLATOR_COMMENT_MARK, templatize

from cms import settings
from cms.messages import ROOT, catalogues

TRANSLATED = [language for language, _name in settings.LANGUAGES if language != "en"]  # English stands in the code
# which argument is the context, the text, the plural
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
Key = tuple[str | None, str]


def own_apps() -> list[Path]:
    """Folders of the installed apps that are ours."""
    return [ROOT / name for name in (app.split(".")[0] for app in settings.INSTALLED_APPS) if (ROOT / name).is_dir()]


def _sources(folder: Path) -> Iterator[str]:
    """The Python files and templates of an app, templates as the calls of gettext that Django makes of them."""
    above = ROOT.glob("*.py") if folder == Path(__file__).parent else ()  # manage.py belongs to this app
    for path in sorted((*folder.rglob("*.py"), *above)):
        yield path.read_text()
    for path in sorted(folder.glob("**/templates/**/*.*")):
        # in brackets, because the indentation of a template means nothing
        yield f"(\n{templatize(path.read_text(), origin=str(path))}\n)"


def strings_of(folder: Path) -> Catalog:
    """The translatable texts of an app or a library with their contexts, plurals and comments for translators."""
    found = Catalog()
    for source in _sources(folder):
        if "gettext" not in source and "_(" not in source:
            continue  # most files say nothing, and reading them word by word is what takes time
        texts = extract("python", BytesIO(source.encode()), KEYWORDS, [TRANSLATOR_COMMENT_MARK])
        for _line, words, comments, context in texts:
            found.add(words, auto_comments=comments, context=context)
    return found


def _texts(path: Path, language: str) -> Iterator[Message]:
    with path.open("rb") as file:
        yield from (message for message in read_po(file, locale=language) if message.id)


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _translations(language: str, known: list[Path], first: Path) -> dict[Key, Message]:
    """The translated texts of a language in the known catalogues; of two translations of a text that of `first`."""
    found: dict[Key, Message] = {}
    for path in sorted(known, key=lambda path: path != first):
        if path.parts[-3] == language and path.name == first.name:
            for message in _texts(path, language):
                if message.string and any(message.string):
                    found.setdefault(_key(message), message)
    return found


def _written(strings: Catalog, language: str, translations: dict[Key, Message]) -> bytes:
    """The catalogue of these texts."""
    whole = Catalog(locale=language)
    for text in strings:
        if not text.id:
            continue
        old = translations.get(_key(text))
        if old and old.pluralizable != text.pluralizable:
            old = None
        whole.add(
            text.id,
            old.string if old else None,
            flags=["fuzzy"] if old and old.fuzzy else [],
            auto_comments=text.auto_comments,
            user_comments=old.user_comments if old else [],
            context=text.context,
        )
    body = BytesIO()
    write_po(body, whole, width=120, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(language=language, plural_forms=whole.plural_forms).encode() + body.getvalue()


def changes(apps: list[Path], known: list[Path]) -> dict[Path, bytes | None]:
    """Returns the catalogues that differ from what the apps say, each with its new content; None where no text is left.

    A translation is taken from wherever the known catalogues have it: a text that moved to another app keeps its own.
    """
    changed: dict[Path, bytes | None] = {}
    for app in apps:
        strings = strings_of(app)
        for language in TRANSLATED:
            path = app / "locale" / language / "LC_MESSAGES" / "django.po"
            wanted = _written(strings, language, _translations(language, known, first=path)) if len(strings) else None
            if wanted != (path.read_bytes() if path.exists() else None):
                changed[path] = wanted
    return changed


def write(changed: dict[Path, bytes | None]) -> None:
    """Bring the catalogues up to date; one whose app has no text any more goes, with what was compiled from it."""
    for path, content in changed.items():
        if content is None:
            path.unlink()
            path.with_suffix(".mo").unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def main() -> None:
    """Bring all catalogues up to date, say which changed and what waits for its translation."""
    changed = changes(own_apps(), catalogues())
    write(changed)
    sys.stderr.writelines(f"{path.relative_to(ROOT)} changed\n" for path in changed)
    for path in catalogues():
        for message in _texts(path, path.parts[-3]):
            if message.fuzzy or not message.string or not any(message.string):
                sys.stderr.write(f"{path.relative_to(ROOT)} needs a translation of: {_key(message)[1]}\n")


if __name__ == "__main__":
    main()
