"""Two versions of a document side by side."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from core import clock
from core.canonical import canonical
from sops.models import Sop
from sops.releasing.changes import classify
from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(people.user("learner"))
    return client


def changed(sop: Sop) -> None:
    """Two versions; the second raises the temperature of the critical step."""
    old = make.content(sop)
    first = make.released(sop, dt.date(2026, 3, 1), old)
    new = make.content(sop)
    new["blocks"][2]["parameters"][0]["value"] = "38"
    rows = [change.as_row() for change in classify(old, new)]
    make.released(sop, dt.date(2026, 6, 1), new, base=first, changes=canonical(rows))


def text(client: Client, path: str, status: int = 200) -> str:
    with clock.fixed(TODAY):
        answer = client.get(path)
    assert answer.status_code == status
    return squeezed(answer.content.decode())


def test_comparison_shows_what_became_of_each_text(reader: Client) -> None:
    sop = make.sop()
    changed(sop)

    page = text(reader, f"/en/sops/{sop.number}/compare/1/2/?lang=vi")

    assert "1 text differs from v1 to v2." in page
    assert re.search(r"<ins>.*38.*</ins>", page)


def test_only_the_critical_changes_are_shown_if_asked(reader: Client) -> None:
    sop = make.sop()
    old, new = make.content(sop), make.content(sop)
    new["blocks"][1]["text"] = make.text("Rửa mô bằng PBS 3 lần, nhẹ tay.", "組織をPBSで3回丁寧に洗浄する。")
    new["blocks"][2]["parameters"][0]["value"] = "38"
    make.released(sop, dt.date(2026, 3, 1), old)
    make.released(sop, dt.date(2026, 6, 1), new)

    def shown(query: str) -> list[tuple[str, bool]]:
        rows = reader.get(f"/vi/sops/{sop.number}/compare/1/2/{query}").context["rows"]
        return [(row["anchor"], row["critical"]) for row in rows]

    assert shown("?show=critical") == [("b2", True)]
    assert sorted(shown("")) == [("b1", False), ("b2", True)]


def test_texts_are_compared_in_languages_that_both_versions_have(reader: Client) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1), languages=("ja",))
    make.released(sop, dt.date(2026, 6, 1))

    context = reader.get(f"/vi/sops/{sop.number}/compare/1/2/?lang=vi,ja").context

    assert (context["languages"], context["same"]) == (["ja"], True)
