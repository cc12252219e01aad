"""From a Word file to a draft: staged, decided by a person, accepted once, with its evidence;
the next file keeps what stayed the same.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import EditingSession
from wagtail.models import Page, Revision

from audit.actor import System
from audit.models import AuditEvent
from core import clock
from core.canonical import sha256
from core.errors import Conflict, NotAllowed, Refused
from sops.checks.witness import verify_sources
from sops.document.content import in_language, segments
from sops.domain.drafts import create_sop, save_draft
from sops.domain.import_word import accept_upload, discard_upload, stage_upload
from sops.domain.submission import readiness
from sops.importing.sources import draft_hash, reading_hash
from sops.models import Picture, Sop, SopPage, Translation, WordSource, WordUpload
from sops.policies import check_can_accept
from sops.queries import draft_content
from sops.releasing.candidates import open_candidate
from sops.releasing.changes import classify
from sops.translation.lines import lines_of
from sops.word import WordImport, WordRefused, read_docx
from staff.models import User
from tests.factories import release as way
from tests.factories import staff as make
from tests.guards import without_guards
from tests.sops.domain.test_release_races import at_once
from tests.sops.word.build import docx, h, p, tbl, tr
from tests.sops.word.files import sample

NUMBER = "MSC-SOP-ISO-201"


@pytest.fixture
def trainer() -> User:
    return make.user("trainer", full_name="Phạm Quốc Bảo")


def staged(name: str, by: User | System) -> WordUpload:
    return stage_upload(sample(name), f"{name}.docx", by=by)


def accepted(name: str, by: User | System, number: str = NUMBER, **more: Any) -> WordSource:
    return accept_upload(staged(name, by), number=number, by=by, **{"losses_read": True, **more})


def written() -> dict[str, int]:
    models = (Sop, SopPage, Revision, Picture, Translation, WordSource)
    return {model.__name__: model._default_manager.count() for model in models}


NOTHING = dict.fromkeys(("Sop", "SopPage", "Revision", "Picture", "Translation", "WordSource"), 0)


# -- staging -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_staging_writes_nothing_into_documents(trainer: User) -> None:
    upload = staged("SOP-CUL-002_rev1", trainer)

    assert written() == NOTHING
    assert (upload.by, upload.title, upload.sha256) == (
        trainer.person,
        "間葉系幹細胞 培養・継代手順書",
        sha256(sample("SOP-CUL-002_rev1")),
    )
    assert [event.action for event in AuditEvent.objects.all()] == ["word_staged"]


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"<html>"])
def test_a_file_that_may_not_be_read_leaves_nothing(trainer: User, data: bytes) -> None:
    with pytest.raises(WordRefused):
        stage_upload(data, "x.docx", by=trainer)

    assert (WordUpload.objects.count(), AuditEvent.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_file_larger_than_the_site_takes_is_refused_unread(trainer: User, settings: Any) -> None:
    settings.WORD_UPLOAD_BYTES = 1024**2
    with pytest.raises(WordRefused, match="1 MB"):
        stage_upload(b"x" * (1024**2 + 1), "x.docx", by=trainer)


@pytest.mark.django_db
def test_the_same_file_of_the_same_person_waits_once(trainer: User) -> None:
    first, again, other = (
        staged("SOP-QC-003_rev1", trainer),
        staged("SOP-QC-003_rev1", trainer),
        staged("SOP-QC-003_rev1", make.user("trainer")),
    )

    assert first == again != other


@pytest.mark.django_db
def test_only_authors_stage(trainer: User) -> None:
    with pytest.raises(NotAllowed):
        staged("SOP-QC-003_rev1", make.user("translator"))


# -- acceptance into a new number --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_accepted_file_is_the_draft_of_a_new_number(trainer: User) -> None:
    read = read_docx(sample("SOP-CUL-002_rev1"), "x.docx")
    source = accepted(
        "SOP-CUL-002_rev1",
        trainer,
        "msc-sop-cul-201",
        titles={"vi": "Nuôi cấy và cấy chuyền"},
        products=["MSC"],
        languages=["vi", "en"],
    )
    sop, content = source.sop, draft_content(source.sop)

    assert (sop.number, sop.stage, sop.products, sop.languages) == (
        "MSC-SOP-CUL-201",
        "CUL",
        ["MSC"],
        ["ja", "vi", "en"],
    )
    assert sop.titles == {"ja": "間葉系幹細胞 培養・継代手順書", "vi": "Nuôi cấy và cấy chuyền"}
    assert (sop.source_number, sop.source_organisation) == ("SOP-CUL-002", "Mt. Fuji GX Holdings 細胞加工施設")
    assert content["source"]["version"] == "第1版"
    assert [(s.kind, s.text) for s in segments(content)] == [(s.kind, s.text) for s in segments(read.content)]
    assert {picture.sha256 for picture in Picture.objects.all()} == set(read.images) != set()
    assert [event.action for event in AuditEvent.objects.order_by("seq") if not event.action.startswith("wagtail")] == [
        "word_staged", "sop_created", "draft_saved", "word_accepted",
    ]  # fmt: skip


@pytest.mark.django_db
def test_bytes_report_and_person_stay_as_evidence(trainer: User) -> None:
    at = clock.now()
    source = accepted("SOP-QC-003_rev1", trainer, "MSC-SOP-QC-201", at=at)
    upload = WordUpload.objects.get()

    assert bytes(source.data) == sample("SOP-QC-003_rev1")
    assert (source.accepted_by, source.accepted_at, source.sha256) == (
        trainer.person,
        at,
        sha256(sample("SOP-QC-003_rev1")),
    )
    assert [loss["text"] for loss in source.told["losses"] if loss["kind"] == "ruby"] == ["かくはん", "かくり"]
    assert source.draft_sha256 == draft_hash(draft_content(source.sop))
    assert (upload.sop_number, upload.accepted_at, bytes(upload.data), upload.readings) == (
        "MSC-SOP-QC-201",
        at,
        b"",
        "{}",
    )
    assert verify_sources() == (1, [])


@pytest.mark.django_db
@pytest.mark.parametrize("altered", [{"data": b"PK other"}, {"sha256": "0" * 64}])
def test_a_file_altered_in_the_database_is_named(trainer: User, altered: dict[str, Any]) -> None:
    """Every other column is watched by the fingerprints of all frozen rows (`tests/architecture/test_rows.py`)."""
    source = accepted("SOP-QC-003_rev1", trainer, "MSC-SOP-QC-201")
    with without_guards():
        WordSource.objects.filter(pk=source.pk).update(**altered)
    count, findings = verify_sources()

    assert (count, [finding.record for finding in findings]) == (1, [f"sops_wordsource id {source.pk}"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "more", "field"),
    [
        ("SOP 1", {}, "number"),
        ("FOO-001", {}, "stage"),
        ("MSC-SOP-QC-201", {"stage": "CUL"}, "stage"),
        ("MSC-SOP-QC-201", {"products": ["XX"]}, "products"),
        ("MSC-SOP-QC-201", {"languages": ["xx"]}, "languages"),
        ("MSC-SOP-QC-201", {"new": False}, "number"),
        ("MSC-SOP-QC-201", {"losses_read": False}, "losses_read"),
    ],
)
def test_a_refusal_names_its_field_and_writes_nothing(
    trainer: User, number: str, more: dict[str, Any], field: str
) -> None:
    upload = staged("SOP-QC-003_rev1", trainer)
    with pytest.raises(Refused) as refused:
        accept_upload(upload, number=number, by=trainer, **{"losses_read": True, **more})

    assert (refused.value.field, written(), WordUpload.objects.get().accepted_at) == (field, NOTHING, None)


@pytest.mark.django_db
def test_a_number_of_another_pattern_needs_its_stage_chosen(trainer: User) -> None:
    assert accepted("SOP-QC-003_rev1", trainer, "FOO-001", stage="QC").sop.stage == "QC"


@pytest.mark.django_db
def test_a_number_meant_to_be_new_is_not_taken_twice(trainer: User) -> None:
    accepted("SOP-ISO-001_rev1", trainer)
    with pytest.raises(Conflict):
        accepted("SOP-ISO-001_rev2", trainer, new=True)

    assert (Sop.objects.count(), WordSource.objects.count()) == (1, 1)


# -- what a person must decide -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_open_changes_are_never_decided_silently(trainer: User) -> None:
    upload = staged("SOP-CRY-004_rev1", trainer)
    for tracked in ("", "both"):
        with pytest.raises(Refused) as refused:
            accept_upload(upload, number="MSC-SOP-CRY-201", by=trainer, losses_read=True, tracked=tracked)
        assert refused.value.field == "tracked"

    assert written() == NOTHING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tracked", "minutes", "recovered"), [("accept", "15分以内に", True), ("reject", "30分以内に", False)]
)
def test_the_draft_holds_the_reading_that_was_chosen(
    trainer: User, tracked: str, minutes: str, recovered: bool
) -> None:
    source = accepted("SOP-CRY-004_rev1", trainer, "MSC-SOP-CRY-201", tracked=tracked)
    words = "\n".join(str(segment.text) for segment in segments(draft_content(source.sop)))

    assert (minutes in words, "以下へ回復したことを確認する" in words) == (True, recovered)
    assert source.told["reading"] == tracked
    assert AuditEvent.objects.get(action="word_accepted").data.count(f'"reading":"{tracked}"') == 1


def test_a_file_with_texts_unaccounted_for_is_not_accepted() -> None:
    read = WordImport(header={"raw": []}, content={"title": "x", "blocks": []}, unproved=["document.xml: 忘れた"])
    with pytest.raises(Refused):
        check_can_accept(read, tracked="accept", losses_read=True)
    read.unproved = []

    check_can_accept(read, tracked="", losses_read=False)


@pytest.mark.django_db
def test_what_was_shown_and_nothing_else_is_accepted(trainer: User) -> None:
    """The site was renewed since the file was staged and reads it otherwise: shown again first."""
    upload = staged("SOP-QC-003_rev1", trainer)
    WordUpload.objects.update(readings=upload.readings.replace("検体", "試料"))
    upload = WordUpload.objects.get()
    with pytest.raises(Conflict):
        accept_upload(
            upload, number="MSC-SOP-QC-201", by=trainer, losses_read=True, seen=reading_hash(upload.read["accept"])
        )
    assert written() == NOTHING

    upload = WordUpload.objects.get()
    source = accept_upload(
        upload, number="MSC-SOP-QC-201", by=trainer, losses_read=True, seen=reading_hash(upload.read["accept"])
    )
    assert "検体" in str(draft_content(source.sop))


@pytest.mark.django_db
def test_a_file_is_taken_by_whoever_uploaded_it(trainer: User) -> None:
    upload = staged("SOP-QC-003_rev1", trainer)
    for other in (make.user("trainer"), make.user("qa_approver")):
        with pytest.raises(NotAllowed):
            accept_upload(upload, number="MSC-SOP-QC-201", by=other, losses_read=True)
        with pytest.raises(NotAllowed):
            discard_upload(upload, by=other)

    assert written() == NOTHING


# -- once --------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_accepted_twice_is_one_draft(trainer: User) -> None:
    upload = staged("SOP-QC-003_rev1", trainer)
    stale = WordUpload.objects.get()
    accept_upload(upload, number="MSC-SOP-QC-201", by=trainer, losses_read=True)
    for again in (stale, WordUpload.objects.get()):
        with pytest.raises(Conflict):
            accept_upload(again, number="MSC-SOP-QC-202", by=trainer, losses_read=True)
    with pytest.raises(Conflict):
        discard_upload(stale, by=trainer)

    assert [sop.number for sop in Sop.objects.all()] == ["MSC-SOP-QC-201"]
    assert (Revision.objects.count(), WordSource.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_draft(trainer: User) -> None:
    upload = staged("SOP-QC-003_rev1", trainer)
    found = at_once(
        *[
            lambda n=n: accept_upload(
                WordUpload.objects.get(pk=upload.pk), number=f"MSC-SOP-QC-20{n}", by=trainer, losses_read=True
            )
            for n in (1, 2)
        ]
    )

    assert found == ["Conflict", "done"]
    assert (Sop.objects.count(), WordSource.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_discarded_file_is_gone_and_the_trail_knows_it(trainer: User) -> None:
    upload = staged("SOP-QC-003_rev1", trainer)
    stale = WordUpload.objects.get()
    discard_upload(upload, by=trainer)

    assert (WordUpload.objects.count(), written()) == (0, NOTHING)
    assert upload.sha256 in AuditEvent.objects.get(action="word_discarded").data
    with pytest.raises(Conflict):
        accept_upload(stale, number="MSC-SOP-QC-201", by=trainer, losses_read=True)


# -- the next file of the same document --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_revised_file_keeps_ids_so_that_only_changes_are_open() -> None:
    who = way.team()
    sop = accepted("SOP-ISO-001_rev1", who.author).sop
    first = way.approved(sop, who).version
    source = accepted("SOP-ISO-001_rev2", who.author)
    old, new = in_language(first.document, "ja"), draft_content(sop)

    ids, known = [block["id"] for block in new["blocks"]], {block["id"] for block in old["blocks"]}
    assert (source.sop, len(ids), len(set(ids)), len(set(ids) - known), len(known - set(ids))) == (sop, 91, 91, 1, 1)
    changes = classify(old, new)
    assert [(c.kind, c.section) for c in changes if c.change_class == "critical"] == [
        ("moved", "6.1 (6)"), ("changed", "6.4 (2)"), ("added", "6.4 (3)"), ("changed", "7"), ("changed", "7"),
    ]  # fmt: skip
    label = "50 mL遠心管に製造番号及び提供者識別番号を記載したラベルを貼付する。"
    assert [c.new["ja"] for c in changes if c.kind == "moved"] == [label]
    # every text that is open now is new or changed; whatever stayed, wherever it stands now, is verified already
    before = {str(segment.text) for segment in segments(old)}
    still_open = [line.source for line in lines_of(sop, "vi") if line.open]
    assert [text for text in still_open if text in before] == []
    assert (
        len(still_open)
        == readiness(sop, day=clock.today()).open["vi"]
        == len({s.path for s in segments(new) if s.text not in before})
    )


@pytest.mark.django_db
def test_short_titles_and_typed_values_added_by_hand_stay_where_they_still_hold(trainer: User) -> None:
    sop = accepted("SOP-ISO-001_rev1", trainer).sop
    content = draft_content(sop)
    step = next(block for block in content["blocks"] if "100 rpmにて60分間" in str(block.get("text")))
    step["title"] = "振とう"
    step["parameters"] = [
        {
            "id": "p1",
            "name": "温度",
            "comparator": "±",
            "value": "37",
            "low": None,
            "high": None,
            "tolerance": "1",
            "unit": "°C",
        },
        {
            "id": "p2",
            "name": "時間",
            "comparator": "=",
            "value": "60",
            "low": None,
            "high": None,
            "tolerance": None,
            "unit": "min",
        },
    ]
    save_draft(sop, content, by=trainer)
    source = accepted("SOP-ISO-001_rev2", trainer, replace=True)

    found = next(block for block in draft_content(sop)["blocks"] if block["id"] == step["id"])
    assert "45分間" in found["text"]
    assert (found["title"], found["parameters"]) == ("振とう", step["parameters"][:1])
    assert source.told["left"] == [{"where": "6.4 (2)", "text": "時間: 60\u00a0分"}]


@pytest.mark.django_db
def test_edits_made_by_hand_are_not_replaced_unless_confirmed(trainer: User) -> None:
    sop = accepted("SOP-ISO-001_rev1", trainer).sop
    content = draft_content(sop)
    content["blocks"][0]["text"] = "手で直した。"
    save_draft(sop, content, by=trainer)
    upload = staged("SOP-ISO-001_rev2", trainer)
    with pytest.raises(Refused, match="Phạm Quốc Bảo") as refused:
        accept_upload(upload, number=NUMBER, by=trainer, losses_read=True)
    assert (refused.value.field, draft_content(sop)) == ("replace", content)

    accept_upload(upload, number=NUMBER, by=trainer, losses_read=True, replace=True)
    assert draft_content(sop)["source"]["version"] == "第2版"
    assert Revision.objects.count() == 3  # the edits stay in the history


@pytest.mark.django_db
def test_a_draft_that_changed_while_one_looked_is_a_conflict(trainer: User) -> None:
    sop = accepted("SOP-ISO-001_rev1", trainer).sop
    seen = draft_hash(draft_content(sop))
    content = draft_content(sop)
    content["blocks"][0]["text"] = "手で直した。"
    save_draft(sop, content, by=make.user("trainer"))
    with pytest.raises(Conflict):
        accepted("SOP-ISO-001_rev2", trainer, draft_seen=seen, replace=True)

    assert draft_content(sop) == content


@pytest.mark.django_db
def test_somebody_editing_at_this_moment_is_not_overrun(trainer: User) -> None:
    sop = accepted("SOP-ISO-001_rev1", trainer).sop
    now = clock.now()
    session = EditingSession.objects.create(
        user=make.user("trainer", full_name="Vũ Đức Long"), content_type=ContentType.objects.get_for_model(Page),
        object_id=str(sop.page.pk),
        last_seen_at=now, is_editing=True,
    )  # fmt: skip
    upload = staged("SOP-ISO-001_rev2", trainer)
    with pytest.raises(Refused, match="Vũ Đức Long"):
        accept_upload(upload, number=NUMBER, by=trainer, losses_read=True)

    EditingSession.objects.filter(pk=session.pk).update(last_seen_at=now - dt.timedelta(minutes=5))
    assert accept_upload(upload, number=NUMBER, by=trainer, losses_read=True).sop == sop


@pytest.mark.django_db
def test_nothing_is_imported_while_a_candidate_is_in_review() -> None:
    who = way.team()
    sop = accepted("SOP-ISO-001_rev1", who.author).sop
    way.submitted(sop, who)
    with pytest.raises(Conflict):
        accepted("SOP-ISO-001_rev2", who.author, replace=True)

    assert (WordSource.objects.count(), open_candidate(sop) is not None) == (1, True)


@pytest.mark.django_db
def test_the_same_text_again_writes_nothing(trainer: User) -> None:
    accepted("SOP-ISO-001_rev1", trainer)
    with pytest.raises(Conflict):
        accepted("SOP-ISO-001_rev1", trainer)

    assert (Revision.objects.count(), WordSource.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_file_in_another_language_is_another_document(trainer: User) -> None:
    accepted("SOP-ISO-001_rev1", trainer)
    upload = stage_upload(
        docx(h("Mục đích"), p("Quy trình này hướng dẫn các bước phân lập tế bào.")), "vi.docx", by=trainer
    )
    with pytest.raises(Refused) as refused:
        accept_upload(upload, number=NUMBER, by=trainer, losses_read=True)

    assert refused.value.field == "number"


@pytest.mark.django_db
def test_an_empty_draft_of_a_number_taken_before_is_filled(trainer: User) -> None:
    sop = create_sop(number=NUMBER, titles={"ja": "分離"}, stage="ISO", by=trainer)
    save_draft(sop, {"title": "分離", "blocks": []}, by=trainer)

    assert accepted("SOP-ISO-001_rev1", trainer, new=False).sop == sop
    assert len(draft_content(sop)["blocks"]) == 91


@pytest.mark.django_db
def test_a_header_longer_than_its_column_is_cut_there_and_whole_in_the_report(trainer: User) -> None:
    long = "A" * 300
    upload = stage_upload(
        docx(tbl(tr("文書番号", long), tr("版数", long)), h("目的"), p("細胞を分離する。")), "x.docx", by=trainer
    )
    source = accept_upload(upload, number=NUMBER, by=trainer, losses_read=True)

    assert (source.sop.source_number, draft_content(source.sop)["source"]["version"]) == (long[:64], long[:64])
    assert (source.told["header"]["number"], source.told["header"]["version"]) == (long, long)
