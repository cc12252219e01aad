"""The drawn body of a frozen version, kept by the hashes of what it shows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from core.canonical import canonical
from sops.queries import version_statuses
from sops.reading.change_count import ChangeCount
from sops.reading.rendering import body
from sops.releasing.changes import classify
from tests.factories import sops as docs

pytestmark = pytest.mark.django_db
MARCH, JUNE = dt.date(2026, 3, 1), dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def two_versions():
    """Statuses of two versions, the newer one first; the second keeps 38 °C instead of 37."""
    sop = docs.sop()
    old, new = docs.content(sop), docs.content(sop)
    new["blocks"][2]["parameters"][0]["value"] = "38"
    first = docs.released(sop, MARCH, old)
    docs.released(sop, JUNE, new, base=first, changes=canonical([row.as_row() for row in classify(old, new)]))
    return version_statuses(sop, JUNE)


def test_the_version_in_force_marks_its_changes_against_the_one_before() -> None:
    new, old = two_versions()
    drawn = body(new, ["vi"], base=old, live=None)

    assert ("Changed in v2" in drawn.html, "What changed in v2" in drawn.side) == (True, True)
    assert drawn.changes == ChangeCount(1, 1)


def test_a_version_no_longer_followed_marks_where_the_one_in_force_differs() -> None:
    new, old = two_versions()
    drawn = body(old, ["vi"], base=None, live=new)

    assert ("Differs from v2" in drawn.html, drawn.changes) == (True, ChangeCount(0, 0))


def test_a_drawing_is_made_once(django_assert_num_queries) -> None:
    new, old = two_versions()
    first = body(new, ["vi"], base=old, live=None)

    with django_assert_num_queries(0):
        assert body(new, ["vi"], base=old, live=None) == first


def test_each_language_and_each_version_in_force_has_a_drawing_of_its_own() -> None:
    new, old = two_versions()
    drawn = [
        body(old, ["vi"], base=None, live=None).html,
        body(old, ["ja"], base=None, live=None).html,
        body(old, ["vi", "ja"], base=None, live=None).html,
        body(old, ["vi"], base=None, live=new).html,
    ]
    with override("ja"):
        drawn.append(body(old, ["vi"], base=None, live=None).html)

    assert len(set(drawn)) == 5
