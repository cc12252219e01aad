"""What the release page shows of a candidate."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from sops.enums import ChangeClass, VersionState
from sops.models import SopVersion
from sops.releasing import impact as registry
from sops.releasing.impact import Impact, Touched
from sops.releasing.page import groups, headings, possible_days, rows_of, seals, stages, two_languages
from staff.models import Person
from tests.factories import release as way
from tests.factories import sops as docs

TODAY = dt.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("available", "here", "shown"),
    [
        (["ja", "vi", "en"], "en", ["en", "ja"]),
        (["ja", "vi", "en"], "ja", ["vi", "ja"]),
        (["ja", "vi"], "en", ["vi", "ja"]),
        (["ja", "en"], "vi", ["en", "ja"]),
        (["ja"], "vi", ["ja"]),
    ],
)
def test_the_reader_compares_the_own_language_with_the_source(
    available: list[str], here: str, shown: list[str]
) -> None:
    assert two_languages(available, here) == shown


def test_the_spine_marks_what_is_done_and_where_one_is() -> None:
    with override("en"):
        assert [(stage["done"], stage["current"]) for stage in stages(2)] == [
            (True, False), (True, False), (False, True), (False, False), (False, False),
        ]  # fmt: skip
        assert stages(1, submitted=False)[1]["label"] == "Submission and technical review"


def test_above_a_block_stands_its_step_or_its_section() -> None:
    document = {
        "blocks": [
            {"id": "p", "type": "paragraph"},
            {"id": "s", "type": "section", "title": {"vi": "Các bước"}},
            {"id": "a", "type": "step", "title": {"vi": "Ủ"}},
            {"id": "b", "type": "step", "title": {}},
            {"id": "n", "type": "note", "title": {"vi": "x"}},
        ]
    }

    assert headings(document, "vi") == {"p": "", "s": "Các bước", "a": "Ủ", "b": "Các bước", "n": "Các bước"}


def test_a_removed_text_has_the_heading_it_stood_under() -> None:
    row = {
        "path": "a.text", "kind": "removed", "block_id": "a", "section": "1 (2)", "old": {"vi": "Rửa"}, "new": {},
        "class": "critical", "reason": "",
    }  # fmt: skip
    old = {"blocks": [{"id": "a", "type": "step", "title": {"vi": "Rửa mô"}}]}
    (found,) = rows_of([row], ["vi"], {"blocks": []}, old)

    assert (found.heading, found.critical, found.whole, found.texts) == ("Rửa mô", True, True, [("vi", [("-", "Rửa")])])


def touched(ready_on: dt.date | None, grade: ChangeClass = ChangeClass.CRITICAL, redo: str = "đọc") -> Touched:
    return Touched(Person(full_name="A"), "KTV", grade, redo, TODAY, ready_on)


def test_people_are_counted_by_what_they_must_do_the_gravest_first() -> None:
    people = [
        touched(None, ChangeClass.PROCEDURAL, "đọc, kiểm tra"),
        touched(None),
        touched(None, ChangeClass.PROCEDURAL, "đọc, kiểm tra"),
    ]

    assert groups(Impact(TODAY, people)) == [("critical", "đọc", 1), ("procedural", "đọc, kiểm tra", 2)]


def offered(version: SopVersion, chosen: dt.date | None = None) -> list[tuple[int, bool]]:
    return [((choice.day - TODAY).days, choice.selected) for choice in possible_days(version, TODAY, chosen)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ready_in", "days"),
    [
        ([], [(0, True), (7, False), (14, False)]),
        ([0], [(0, True), (7, False), (14, False)]),
        ([3, 5], [(0, False), (5, True), (12, False)]),
        ([3, None], [(0, False), (14, True), (21, False)]),
    ],
)
def test_the_day_proposed_is_the_first_on_which_everybody_can_be_ready(
    monkeypatch: pytest.MonkeyPatch, ready_in: list[int | None], days: list[tuple[int, bool]]
) -> None:
    people = [touched(TODAY + dt.timedelta(days=n) if n is not None else None) for n in ready_in]
    monkeypatch.setattr(registry, "_providers", [lambda version, day: Impact(day, people)])

    assert offered(docs.candidate()) == days


@pytest.mark.django_db
def test_no_day_is_offered_before_the_version_already_approved() -> None:
    sop = docs.sop()
    docs.released(sop, TODAY + dt.timedelta(days=10))
    version = docs.candidate(sop)

    assert offered(version) == [(10, True), (17, False), (24, False)]
    assert offered(version, TODAY + dt.timedelta(days=30)) == [(10, False), (17, False), (24, False), (30, True)]


@pytest.mark.django_db
def test_each_signature_is_shown_and_the_next_one_waited_for() -> None:
    who = way.team()
    version = way.submitted(way.draft(), who)

    with override("en"):
        found = seals(SopVersion.objects.get(pk=version.pk), VersionState.IN_REVIEW)

    assert [(seal.name, bool(seal.signature), bool(seal.waiting)) for seal in found] == [
        ("Phạm Quốc Bảo", True, False),
        ("Technical reviewer", False, True),
        ("QA approver", False, False),
    ]
