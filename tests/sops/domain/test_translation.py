from __future__ import annotations

import copy
import datetime as dt

import pytest

from audit.actor import system
from audit.models import AuditEvent
from core.errors import Conflict, NotAllowed, Refused
from sops.domain import translation as acts
from sops.domain.drafts import save_draft
from sops.enums import Origin, TranslationState
from sops.models import SegmentComment, Translation
from sops.translation.lines import lines_of
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


def test_a_saved_text_waits_for_a_second_person(sop, people) -> None:
    row = acts.save_translation(sop, "vi", "b1.text", " Ủ ở 37 °C trong 30 phút. ", by=people["ha"], at=AT)

    assert (row.text, row.state, row.translated_by, row.translated_at, row.revision) == (
        RIGHT,
        "translated",
        people["ha"].person,
        AT,
        1,
    )
    assert row.source_text == "37℃で30分間加温する。"
    assert AuditEvent.objects.latest("seq").action == "translation_saved"


def test_verified_by_another_person_only(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["kobayashi"])

    with pytest.raises(NotAllowed, match="người thứ hai"):
        acts.verify_segment(sop, "vi", "b2.text", by=people["kobayashi"])
    row = acts.verify_segment(sop, "vi", "b2.text", by=people["duong"], at=AT)

    assert (row.state, row.verified_by, row.verified_at) == ("verified", people["duong"].person, AT)


def test_a_critical_text_needs_a_technical_reviewer(sop, people) -> None:
    acts.save_translation(sop, "vi", "b1.text", RIGHT, by=people["ha"])

    with pytest.raises(NotAllowed, match="hiệu đính chuyên môn"):
        acts.verify_segment(sop, "vi", "b1.text", by=people["duong"])
    assert acts.verify_segment(sop, "vi", "b1.text", by=people["kobayashi"]).state == "verified"


@pytest.mark.parametrize("who", ["khue", "duong"])
def test_only_translators_write(sop, people, who) -> None:
    with pytest.raises(NotAllowed):
        acts.save_translation(sop, "vi", "b1.text", RIGHT, by=people[who])


def test_translators_do_not_verify(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["kobayashi"])

    with pytest.raises(NotAllowed):
        acts.verify_segment(sop, "vi", "b2.text", by=people["ha"])


def test_a_mismatch_blocks_until_a_second_person_overrides_it_with_a_reason(sop, people) -> None:
    acts.save_translation(sop, "vi", "b1.text", WRONG, by=people["ha"])

    with pytest.raises(Refused, match="30分間"):
        acts.verify_segment(sop, "vi", "b1.text", by=people["kobayashi"])
    with pytest.raises(NotAllowed):
        acts.override_guard(sop, "vi", "b1.text", by=people["ha"], reason="ok")
    with pytest.raises(Refused):
        acts.override_guard(sop, "vi", "b1.text", by=people["kobayashi"], reason=" ")
    acts.override_guard(sop, "vi", "b1.text", by=people["kobayashi"], reason="Bản gốc sai, xem thư ngày 01/06.")

    assert acts.verify_segment(sop, "vi", "b1.text", by=people["kobayashi"]).state == "verified"
    assert AuditEvent.objects.filter(action="guard_overridden").count() == 1


def test_an_override_holds_for_its_wording_only(sop, people) -> None:
    acts.save_translation(sop, "vi", "b1.text", WRONG, by=people["ha"])
    acts.override_guard(sop, "vi", "b1.text", by=people["kobayashi"], reason="Đã hỏi phía Nhật.")
    row = acts.save_translation(sop, "vi", "b1.text", "Ủ ở 37 °C trong 25 phút.", by=people["ha"])

    assert (row.override_reason, row.override_by) == ("", None)


def test_a_changed_text_is_no_longer_verified(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["ha"])
    acts.verify_segment(sop, "vi", "b2.text", by=people["duong"])
    row = acts.save_translation(sop, "vi", "b2.text", "Ghi vào hồ sơ.", by=people["ha"])

    assert (row.state, row.verified_by) == ("translated", None)


def test_a_stale_save_is_refused(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi.", by=people["ha"])

    with pytest.raises(Conflict):
        acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["kobayashi"], revision=0)
    with pytest.raises(Conflict):
        acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=people["kobayashi"], source_hash="0" * 64)
    assert Translation.objects.get(path="b2.text").text == "Ghi."


def test_an_unchanged_text_is_no_act(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi.", by=people["ha"])
    events = AuditEvent.objects.count()
    acts.save_translation(sop, "vi", "b2.text", "Ghi.", by=people["kobayashi"])

    assert AuditEvent.objects.count() == events
    assert Translation.objects.get(path="b2.text").translated_by == people["ha"].person


def test_returned_with_a_comment(sop, people) -> None:
    acts.save_translation(sop, "vi", "b2.text", "Ghi.", by=people["ha"])
    with pytest.raises(Refused):
        acts.return_segment(sop, "vi", "b2.text", by=people["kobayashi"], comment="")
    row = acts.return_segment(
        sop, "vi", "b2.text", by=people["kobayashi"], comment="「記録する」は様式に記入する意味です。", at=AT
    )

    assert row.state == TranslationState.RETURNED
    assert [c.text for c in SegmentComment.objects.all()] == ["「記録する」は様式に記入する意味です。"]
    assert acts.save_translation(sop, "vi", "b2.text", "Ghi vào biểu mẫu.", by=people["ha"]).state == "translated"


def test_questions_are_asked_and_closed(sop, people) -> None:
    acts.comment_segment(sop, "vi", "b1.text", by=people["ha"], text="「加温」 là làm ấm trước?")
    assert line(sop, "b1.text").question
    assert acts.resolve_comments(sop, "vi", "b1.text", by=people["kobayashi"]) == 1
    assert not line(sop, "b1.text").question
    with pytest.raises(NotAllowed):
        acts.comment_segment(sop, "vi", "b1.text", by=people["khue"], text="?")


def fill(sop, people) -> None:
    texts = {
        "title": "Quy trình ủ", "s1.title": "Các bước", "b1.title": "Ủ", "b1.text": RIGHT, "b1.p.p1": "Nhiệt độ",
        "b2.text": "Ghi hồ sơ.",
    }  # fmt: skip
    acts.bulk_load(sop, "vi", texts, translated_by=people["ha"], verified_by=people["kobayashi"], at=AT)


def test_a_finished_translation_is_loaded_and_a_mismatch_stays_open(sop, people) -> None:
    texts = {"b1.text": WRONG, "b2.text": "Ghi hồ sơ.", "nowhere": "?"}

    assert acts.bulk_load(sop, "vi", texts, translated_by=people["ha"], verified_by=people["kobayashi"]) == 2
    assert {row.path: row.state for row in Translation.objects.all()} == {
        "b1.text": "translated",
        "b2.text": "verified",
    }


def test_one_person_cannot_load_and_verify(sop, people) -> None:
    with pytest.raises(NotAllowed):
        acts.bulk_load(
            sop, "vi", {"b2.text": "Ghi."}, translated_by=people["kobayashi"], verified_by=people["kobayashi"]
        )
    assert not Translation.objects.exists()


def test_verified_texts_carry_over_to_their_new_place_and_changed_ones_are_open(sop, people) -> None:
    fill(sop, people)
    blocks = copy.deepcopy(release.BLOCKS)
    blocks[1]["text"] = "37℃で20分間加温する。"
    for block in blocks:
        block["id"] = f"new-{block['id']}"
    save_draft(sop, {"title": "加温手順", "source": {"version": "第2版"}, "blocks": blocks}, by=system("import_sop"))

    lines = {row.path: row for row in lines_of(sop, "vi")}

    assert [path for path, row in lines.items() if row.open] == ["new-b1.text"]
    carried = lines["new-b2.text"].row
    assert (carried.origin, carried.text, carried.translated_by, carried.verified_by) == (
        Origin.CARRIED, "Ghi hồ sơ.", people["ha"].person, people["kobayashi"].person,
    )  # fmt: skip


def test_a_returned_draft_finds_its_translation_again(sop, people) -> None:
    fill(sop, people)
    blocks = copy.deepcopy(release.BLOCKS)
    blocks[1]["text"] = "37℃で20分間加温する。"
    save_draft(sop, {"title": "加温手順", "source": {"version": "第2版"}, "blocks": blocks}, by=system("import_sop"))
    save_draft(
        sop, {"title": "加温手順", "source": {"version": "第2版"}, "blocks": release.BLOCKS}, by=system("import_sop")
    )

    assert not any(row.open for row in lines_of(sop, "vi"))
