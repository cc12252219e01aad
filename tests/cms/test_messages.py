"""Message catalogues are compiled where they are newer, and say what they say."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import polib
import pytest

from cms import messages
from cms.strings import own_apps


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one catalogue."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LIBRARIES", tmp_path / "none")
    folder = tmp_path / "sops" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    catalogue.append(polib.POEntry(msgid="Draft", msgstr="Bản thảo"))
    catalogue.append(polib.POEntry(msgid="In doubt", msgstr="?", flags=["fuzzy"]))
    catalogue.save(str(folder / "django.po"))
    return folder / "django.po"


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(po: Path) -> None:
    compiled = [messages.compile_all(), messages.compile_all()]
    mo = po.with_suffix(".mo")
    os.utime(po, (mo.stat().st_mtime + 5, mo.stat().st_mtime + 5))

    assert [*compiled, messages.compile_all()] == [1, 0, 1]


def test_a_compiled_catalogue_speaks_and_leaves_out_what_is_in_doubt(po: Path) -> None:
    messages.compile_all()

    with po.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert [words.gettext(text) for text in ("Draft", "In doubt")] == ["Bản thảo", "In doubt"]


def test_every_catalogue_of_the_site_is_compiled() -> None:
    found = {path for app in own_apps() for path in app.glob("**/LC_MESSAGES/*.po")}

    assert set(messages.catalogues()) == found
