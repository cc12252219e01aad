from __future__ import annotations

import copy
import json

import pytest

from audit.models import AuditEvent
from core.canonical import sha256
from core.errors import Conflict, NotAllowed, Refused
from sops.domain.release import return_to_draft
from sops.domain.submission import submit
from sops.enums import ChangeClass
from sops.models import Segment, SopVersion, Translation
from staff.models import Signature
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db


def changed(path: str, **fields: object) -> list[dict]:
    blocks = copy.deepcopy(make.BLOCKS)
    next(block for block in blocks if block["id"] == path).update(fields)
    return blocks


def test_a_candidate_holds_every_language_and_its_own_hash() -> None:
    who = make.team()
    version = make.submitted(make.draft(), who)
    assert version.sha256 == sha256(version.content)
    assert version.languages == ["ja", "vi"]
    assert version.document["blocks"][1]["text"] == {"ja": "37℃で30分間加温する。", "vi": "[vi] 37℃で30分間加温する。"}
    assert version.document["change"]["reason"] == {"vi": "Ban hành."}
    assert (version.change_class, version.base) == ("", None)
    assert Segment.objects.filter(version=version, language="vi").count() == 6
    signature = Signature.objects.get()
    assert (signature.meaning, signature.content_hash, signature.person) == (
        "authorship",
        version.sha256,
        who.author.person,
    )
    assert AuditEvent.objects.filter(action="version_submitted").count() == 1


def test_open_translations_refuse_and_are_counted() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who)
    Translation.objects.filter(path="b1.text").update(state="returned")
    with pytest.raises(Refused, match="1"):
        submit(sop, by=who.author, proof=staff.proof(who.author), change_reason={"vi": "x"})
    assert not SopVersion.objects.exists()
    assert AuditEvent.objects.filter(action="submission_refused").count() == 1


def test_a_changed_source_text_has_no_translation_yet() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who)
    make.draft(blocks=changed("b2", text="必ず記録する。"))
    with pytest.raises(Refused):
        submit(sop, by=who.author, proof=staff.proof(who.author), change_reason={"vi": "x"})


def test_a_further_language_comes_along_only_in_whole() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who, ("vi", "en"))
    Translation.objects.filter(language="en", path="title").delete()
    first = make.submitted(sop, who)
    assert first.languages == ["ja", "vi"]
    assert "en" not in first.document["blocks"][1]["text"]
    return_to_draft(first, by=who.reviewer, reason="Thêm tiếng Anh.")
    make.translated(sop, who, ("vi", "en"))
    assert make.submitted(sop, who).languages == ["ja", "vi", "en"]


def test_the_reason_is_required_in_vietnamese() -> None:
    with pytest.raises(Refused) as refused:
        make.submitted(make.draft(), make.team(), change_reason={"en": "first issue", "vi": " "})
    assert refused.value.field == "change_reason_vi"


def test_an_unfinished_parameter_refuses_at_its_block() -> None:
    who = make.team()
    sop = make.draft()
    page = sop.page
    body = page.get_latest_revision_as_object()
    raw = list(body.body.get_prep_value())
    raw[1]["value"]["parameters"][0]["value"]["tolerance"] = ""
    body.body = raw
    body.save_revision()
    with pytest.raises(Refused):
        make.submitted(sop, who)


def test_one_candidate_at_a_time() -> None:
    who = make.team()
    sop = make.draft()
    first = make.submitted(sop, who)
    with pytest.raises(Conflict):
        make.submitted(sop, who)
    return_to_draft(first, by=who.reviewer, reason="Sửa bước 1.")
    assert make.submitted(sop, who).pk != first.pk


def test_only_authors_submit() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who)
    with pytest.raises(NotAllowed):
        submit(sop, by=who.approver, proof=staff.proof(who.approver), change_reason={"vi": "x"})


def test_an_unchanged_document_is_refused() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    with pytest.raises(Refused):
        make.submitted(sop, who)


def test_changes_are_classed_and_lowering_a_critical_one_needs_a_reason() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    make.draft(blocks=changed("b1", text="37℃で45分間加温する。"))
    with pytest.raises(Refused) as refused:
        make.submitted(sop, who, classes={"b1.text": "editorial"})
    assert refused.value.field == "reason:b1.text"
    version = make.submitted(sop, who, classes={"b1.text": "editorial"}, class_reasons={"b1.text": "Sửa lỗi gõ."})
    assert version.change_class == ChangeClass.EDITORIAL
    assert version.change_list[0]["reason"] == "Sửa lỗi gõ."
    assert version.base.release.number == 1


def test_the_suggestion_stands_where_the_author_says_nothing() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    make.draft(blocks=changed("b1", text="37℃で45分間加温する。"))
    assert make.submitted(sop, who).change_class == ChangeClass.CRITICAL


def test_later_edits_of_the_draft_leave_the_candidate_alone() -> None:
    who = make.team()
    sop = make.draft()
    version = make.submitted(sop, who)
    make.draft(blocks=changed("b2", text="別の文。"))
    version.refresh_from_db()
    assert json.loads(version.content)["blocks"][2]["text"]["ja"] == "記録する。"


def test_without_a_trail_line_no_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("trail unavailable")

    who = make.team()
    sop = make.draft()
    monkeypatch.setattr("sops.domain.submission.record", broken)
    with pytest.raises(RuntimeError):
        make.submitted(sop, who)
    assert (SopVersion.objects.count(), Signature.objects.count()) == (0, 0)
