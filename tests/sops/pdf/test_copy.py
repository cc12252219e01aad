"""The controlled copy says what the master says, who signed it, and whether it still holds (R-02, R-08, R-36)."""

from __future__ import annotations

import datetime as dt
import subprocess
import unicodedata

import pytest
from django.test import Client

from core import clock
from sops.document.content import segments, text_of
from tests.factories import sops as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


def pages(tmp_path, number: str, query: str = "") -> list[str]:
    """The words of each page of the copy, without the breaks of its lines."""
    client, paper = Client(), tmp_path / "copy.pdf"
    client.force_login(people.user("learner"))
    with clock.fixed(NOON + dt.timedelta(hours=1)):
        paper.write_bytes(client.get(f"/en/sops/{number}/pdf/{query}").content)
    text = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, text=True, check=True).stdout
    return [bare(page) for page in text.rstrip("\f").split("\f")]


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("language", ["ja", "vi"])
def test_every_text_of_the_master_stands_on_the_copy(tmp_path, language):
    version = make.released()

    paper = "".join(pages(tmp_path, version.sop.number, f"?lang={language}"))

    texts = [text_of(segment.text, language) for segment in segments(version.document)]
    assert len(texts) >= 7
    assert [text for text in texts if bare(text) not in paper] == []


def test_superseded_copy_says_so_on_every_page(tmp_path):
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    make.released(sop, dt.date(2026, 6, 1))

    assert all("SUPERSEDED" in page for page in pages(tmp_path, sop.number, "?version=1"))
    assert not any("SUPERSEDED" in page for page in pages(tmp_path, sop.number))


def test_signatures_stand_on_the_copy_with_name_meaning_time_and_zone(tmp_path):
    with clock.fixed(NOON):
        version = make.candidate()
        make.release(version, dt.date(2026, 6, 1), approver=people.user("qa_approver", full_name="Ngô Thùy Dương"))

    paper = "".join(pages(tmp_path, version.sop.number))

    for words in ("Ngô Thùy Dương", "I approve this document", "12:00 (GMT+7) · password"):
        assert bare(words) in paper
