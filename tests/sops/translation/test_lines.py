"""Texts of a draft with their translations; what memory suggests."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from audit.actor import system
from sops.domain import translation as acts
from sops.domain.drafts import save_draft
from sops.models import GlossaryTerm
from sops.translation.lines import counts, glossary_for, lines_of, memory, target_languages
from tests.factories import release, staff

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 6, 1, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def people():
    return {
        "ha": staff.user("translator", full_name="Đỗ Thu Hà"),
        "kobayashi": staff.user("technical_reviewer", full_name="小林 由美"),
        "duong": staff.user("qa_approver", full_name="Ngô Thùy Dương"),
        "khue": staff.user("learner", full_name="Khuê"),
    }


@pytest.fixture
def sop():
    return release.draft()


def line(sop, path: str, language: str = "vi"):
    return next(line for line in lines_of(sop, language) if line.path == path)


RIGHT, WRONG = "Ủ ở 37 °C trong 30 phút.", "Ủ ở 37 °C trong 20 phút."


def fill(sop, people) -> None:
    texts = {
        "title": "Quy trình ủ", "s1.title": "Các bước", "b1.title": "Ủ", "b1.text": RIGHT, "b1.p.p1": "Nhiệt độ",
        "b2.text": "Ghi hồ sơ.",
    }  # fmt: skip
    acts.bulk_load(sop, "vi", texts, translated_by=people["ha"], verified_by=people["kobayashi"], at=AT)


def test_the_old_source_and_its_translation_stay_beside_a_changed_text(sop, people) -> None:
    fill(sop, people)
    blocks = copy.deepcopy(release.BLOCKS)
    blocks[1]["text"] = "37℃で20分間加温する。"
    save_draft(sop, {"title": "加温手順", "source": {"version": "第2版"}, "blocks": blocks}, by=system("import_sop"))

    changed = line(sop, "b1.text")

    assert changed.changed
    assert (changed.before.source_text, changed.before.text) == ("37℃で30分間加温する。", RIGHT)
    assert changed.text == ""


def test_memory_gives_exact_texts_of_other_documents_and_never_a_wrong_number(sop, people) -> None:
    fill(sop, people)
    other = release.draft("MSC-SOP-ISO-302")

    (exact,) = memory(other, "vi", "37℃で30分間加温する。")
    (near,) = memory(other, "vi", "37℃で20分間加温する。")

    assert (exact.text, exact.percent, exact.usable) == (RIGHT, 100, True)
    assert (near.text, near.usable, [f.kind for f in near.findings]) == (RIGHT, False, ["number"])
    assert near.percent < 100


def test_unverified_texts_are_not_remembered(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["ha"])

    assert memory(release.draft("MSC-SOP-ISO-302"), "vi", "記録する。") == []


def test_the_number_of_queries_does_not_grow_with_the_document(sop, people, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(of) -> int:
        with CaptureQueriesContext(connection) as seen:
            lines_of(of, "vi")
        return len(seen)

    long = [{"id": f"p{n}", "type": "paragraph", "text": f"工程{n}を記録する。"} for n in range(60)]
    fill(sop, people)
    large = release.draft("MSC-SOP-ISO-303", long)
    acts.bulk_load(
        large,
        "vi",
        {f"p{n}.text": f"Ghi công đoạn {n}." for n in range(60)},
        translated_by=people["ha"],
        verified_by=people["kobayashi"],
    )

    queries(sop)
    assert queries(large) == queries(sop)


def test_languages_asked_for_stand_before_those_that_are_not(sop) -> None:
    sop.languages = ["ja", "vi"]
    assert target_languages(sop) == ["vi", "en"]
    sop.languages = ["ja", "en", "vi"]
    assert target_languages(sop) == ["en", "vi"]


def test_texts_are_counted_by_what_is_to_be_done(sop, people) -> None:
    acts.save_translation(sop, "vi", "b1.text", RIGHT, by=people["ha"], at=AT)
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["ha"], at=AT)
    acts.verify_segment(sop, "vi", "b2.text", by=people["kobayashi"], at=AT)
    acts.comment_segment(sop, "vi", "b1.text", by=people["ha"], text="?", at=AT)

    assert counts(lines_of(sop, "vi")) == {
        "open": 5, "translate": 4, "verify": 1, "changed": 0, "critical": 3, "verified": 1, "questions": 1, "all": 6,
    }  # fmt: skip


def test_each_text_says_where_it_stands(sop) -> None:
    assert [(line.path, line.place, line.critical) for line in lines_of(sop, "vi")] == [
        ("title", "", False),
        ("s1.title", "1", False),
        ("b1.title", "1 (1)", True),
        ("b1.text", "1 (1)", True),
        ("b1.p.p1", "1 (1)", True),
        ("b2.text", "1", False),
    ]


def test_the_terms_of_the_database_take_the_place_of_those_shipped(db) -> None:
    text = "加温する。解凍する。"
    assert [hit.term.vi for hit in glossary_for("ja").hits(text)] == ["rã đông"]

    GlossaryTerm.objects.create(ja="加温", vi="làm ấm")

    assert [hit.term.vi for hit in glossary_for("ja").hits(text)] == ["làm ấm"]
