"""What a pack holds: answer, records, texts, signatures, trail."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from core.canonical import sha256
from inspection.domain.packs import make_pack
from tests.factories import facts
from tests.factories.packs import ago, files

pytestmark = pytest.mark.django_db


def test_pack_holds_answer_records_texts_signatures_and_trail(story, auditor, tmp_path) -> None:
    who, sop = story
    pack = make_pack(who, sop, by=auditor, as_of=ago(20))
    inside = files(pack.data)

    answer = json.loads(inside["answer.json"])
    version = sop.versions.get()
    assert (answer["status"], answer["version"], [node["kind"] for node in answer["evidence"]]) == (
        "valid", 1, ["acknowledgement", "submission", "run", "assessment", "confirmation"],
    )  # fmt: skip
    assert all(node["counts"] for node in answer["evidence"])
    assert sha256(inside[f"sop/{sop.number}-v1.json"]) == version.sha256
    assert sorted(name.split("-")[0] for name in inside if name.startswith("evidence/")) == [
        "evidence/acknowledgement", "evidence/confirmation", "evidence/practice", "evidence/practice", "evidence/quiz",
    ]  # fmt: skip
    meanings = {row["meaning"] for row in json.loads(inside["signatures.json"])}
    assert meanings >= {"authorship", "technical_review", "approval", "read", "assessment", "qualification"}
    actions = {event["action"] for event in json.loads(inside["trail.json"])["events"]}
    assert actions >= {"version_submitted", "version_reviewed", "version_released", "qualification_confirmed", "signed"}
    page = inside["index.html"].decode()
    assert "Lê Thảo Vy" in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=inside["statement.pdf"], capture_output=True, check=True
    ).stdout.decode()
    assert "Lê Thảo Vy" in text


def test_later_acts_are_not_in_an_earlier_answer(story, auditor) -> None:
    who, sop = story
    facts.event(who, "suspension", ago(5))

    before = json.loads(files(make_pack(who, sop, by=auditor, as_of=ago(20)).data)["answer.json"])
    now = json.loads(files(make_pack(who, sop, by=auditor).data)["answer.json"])

    assert (before["status"], now["status"]) == ("valid", "suspended")
    assert "event" not in {node["kind"] for node in before["evidence"]}
