"""`manage.py import_sop`: header, content in document order, losses; a draft, or one sentence and nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from sops.checks.witness import verify_sources
from sops.document.content import labels, segments
from sops.domain.drafts import save_draft
from sops.models import Picture, Sop, SopPage, WordSource, WordUpload
from sops.queries import draft_content
from tests.factories import release as way
from tests.factories import staff as make
from tests.sops.word.files import DATA

pytestmark = pytest.mark.django_db
ISO = "MSC-SOP-ISO-001"


def path(name: str) -> str:
    return str(DATA / f"{name}.docx")


def run(capsys: pytest.CaptureFixture[str], name: str, *options: str) -> dict[str, Any]:
    call_command("import_sop", path(name), *options, "--json")
    return json.loads(capsys.readouterr().out)


def refused(name: str, *options: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command("import_sop", name if "/" in name else path(name), *options)
    sentence = str(error.value)
    assert "\n" not in sentence
    return sentence


def rows() -> list[int]:
    return [model._default_manager.count() for model in (Sop, SopPage, Picture, WordUpload, WordSource, AuditEvent)]


@pytest.mark.parametrize(
    "name", ["SOP-ISO-001_rev1", "SOP-ISO-001_rev2", "SOP-CUL-002_rev1", "SOP-QC-003_rev1", "SOP-CRY-004_rev1"]
)
def test_a_dry_run_tells_all_and_writes_nothing(capsys: pytest.CaptureFixture[str], name: str) -> None:
    told = run(capsys, name, "--number", ISO, "--dry-run")

    assert (told["written"], told["refused"], told["new"], told["stage"], rows()) == (False, "", True, "ISO", [0] * 6)
    assert told["header"]["number"] == name.partition("_")[0]
    assert told["unproved"] == []
    assert {loss["kind"] for loss in told["losses"]} >= {"page_number", "end_mark"}
    numbers = labels(told["content"])
    assert {block["id"]: block["label"] for block in told["content"]["blocks"] if "label" in block} == numbers


def test_a_file_becomes_the_draft_of_the_number_which_tells_its_stage(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "SOP-ISO-001_rev1", "--number", ISO)
    sop = Sop.objects.get()

    assert (sop.number, sop.stage, sop.languages, sop.source_number) == (ISO, "ISO", ["ja", "vi"], "SOP-ISO-001")
    assert [(s.path, s.text) for s in segments(told["content"])] == [
        (s.path, s.text) for s in segments(draft_content(sop))
    ]
    assert (told["written"], told["new"]) == (True, True)
    event = AuditEvent.objects.get(action="word_accepted")
    assert (event.actor_name, event.source, verify_sources()) == ("import_sop", "manage.py import_sop", (1, []))


def test_the_next_file_is_the_next_draft_with_the_ids_of_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    first = run(capsys, "SOP-ISO-001_rev1", "--number", ISO)
    second = run(capsys, "SOP-ISO-001_rev2", "--number", ISO.lower())
    ids = [{block["id"] for block in told["content"]["blocks"]} for told in (first, second)]

    assert (Sop.objects.count(), WordSource.objects.count(), second["new"]) == (1, 2, False)
    assert (len(ids[1]), len(ids[1] - ids[0])) == (91, 1)
    assert {block["id"] for block in draft_content(Sop.objects.get())["blocks"]} == ids[1]


def test_an_account_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    trainer = make.user("trainer", email="bao@example.test")
    run(capsys, "SOP-QC-003_rev1", "--number", "MSC-SOP-QC-001", "--by", "BAO@example.test")

    assert WordSource.objects.get().accepted_by == trainer.person


def test_the_answer_for_people_names_losses_and_open_changes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_sop", path("SOP-CRY-004_rev1"), "--number", "MSC-SOP-CRY-001", "--dry-run")
    out = capsys.readouterr().out

    assert "移転先の保管容器の温度分布測定が終わるまで" in out
    assert next(line for line in out.splitlines() if line.startswith("±")).count("分以内に") == 2


def test_open_changes_need_a_decision_and_both_readings_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError):
        run(capsys, "SOP-CRY-004_rev1", "--number", "MSC-SOP-CRY-001")
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], bool(told["refused"]), rows()) == (False, True, [0] * 6)
    assert ("30分" in told["tracked"][0]["rejected"], "15分" in told["tracked"][0]["accepted"]) == (True, True)

    run(capsys, "SOP-CRY-004_rev1", "--number", "MSC-SOP-CRY-001", "--tracked", "reject")
    assert "添加した後、30分以内に" in str(draft_content(Sop.objects.get()))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("SOP-QC-003_rev1", ["--number", "SOP 1"]),
        ("SOP-QC-003_rev1", ["--number", "FOO-001"]),
        ("SOP-QC-003_rev1", ["--number", "MSC-SOP-QC-001", "--stage", "CUL"]),
        ("SOP-QC-003_rev1", ["--number", "MSC-SOP-QC-001", "--by", "nobody@example.test"]),
        ("nothere", ["--number", "MSC-SOP-QC-001"]),
        ("nothere", ["--number", "MSC-SOP-QC-001", "--dry-run"]),
    ],
)
def test_what_is_refused_is_one_sentence_and_writes_nothing(name: str, options: list[str]) -> None:
    assert len(refused(name, *options)) > 20
    assert rows() == [0] * 6


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"])
def test_a_file_that_is_no_word_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(data)
    for more in ([], ["--dry-run"]):
        assert len(refused(str(file), "--number", ISO, *more)) > 5
    assert rows() == [0] * 6


def test_an_account_without_the_right_is_refused() -> None:
    make.user("learner", email="khue@example.test")
    before = rows()
    refused("SOP-QC-003_rev1", "--number", "MSC-SOP-QC-001", "--by", "khue@example.test")

    assert rows() == before


def test_edits_by_hand_and_candidates_are_not_overrun(capsys: pytest.CaptureFixture[str]) -> None:
    who = way.team()
    sop = way.draft(ISO, by=who.author)
    before = draft_content(sop)
    refused("SOP-ISO-001_rev1", "--number", ISO)
    assert draft_content(sop) == before

    run(capsys, "SOP-ISO-001_rev1", "--number", ISO, "--replace")
    way.submitted(sop, who)
    refused("SOP-ISO-001_rev2", "--number", ISO, "--replace")
    assert draft_content(sop)["source"]["version"] == "第1版"


def test_the_draft_of_what_is_in_force_is_no_work_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    who = way.team()
    sop = way.draft(ISO, by=who.author)
    way.approved(sop, who)
    assert run(capsys, "SOP-ISO-001_rev1", "--number", ISO)["written"]

    content = draft_content(sop)
    save_draft(sop, {**content, "blocks": content["blocks"][:-1]}, by=who.author)
    refused("SOP-ISO-001_rev2", "--number", ISO)


def test_the_same_file_again_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "SOP-ISO-001_rev1", "--number", ISO)
    before = rows()
    refused("SOP-ISO-001_rev1", "--number", ISO)

    assert rows() == before
