"""Evidence packs: whole, sealed, on the trail; one altered byte anywhere is found out, here and with plain Python."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from audit.trail import record
from certificates.seal.authority import make_authority
from core import clock
from core.canonical import sha256
from core.errors import NotAllowed
from courses.domain.practice import accept_assessment, record_assessment
from inspection.domain.packs import make_pack
from inspection.packs.checking import check_bytes
from inspection.packs.verify import check_zip
from qualification.domain.confirmation import confirm_qualification
from sops.domain.acknowledgement import acknowledge
from sops.models import Sop
from staff.models import User
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
PACKS = "/en/audit/packs/"


def ago(n: int) -> dt.date:
    return TODAY - dt.timedelta(days=n)


@pytest.fixture
def story():
    """A version through its own doors, a person trained on it and confirmed by signature, suspended later."""
    sop = way.draft()
    at = clock.now() - dt.timedelta(days=60)
    with clock.fixed(at):
        version = way.approved(sop, way.team(), clock.site_date(at)).version
    learner = make.user("learner", full_name="Lê Thảo Vy", email="vy@example.test")
    who = learner.person
    role = make.job_role(names={"vi": "Nuôi cấy", "en": "Cell culture", "ja": "培養"})
    facts.requires(role, sop, "practical", runs=1)
    make.assignment(who, role, ago(70), recorded_at=facts.noon(ago(70)))
    acknowledge(version, by=learner, proof=make.proof(learner), language="vi", at=facts.noon(ago(50)))
    teach.passed(teach.quiz(version, 1), learner, at=facts.noon(ago(48)))
    for kind, days in (("run", 40), ("assessment", 36)):
        observed(learner, sop, kind, ago(days))
    qa = make.user("qa_approver", full_name="Ngô Thùy Dương")
    confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36), at=facts.noon(ago(35)))
    return who, sop


def observed(learner: User, sop: Sop, kind: str, on: dt.date) -> None:
    """Practice, signed by the assessor and by the learner."""
    assessor, at = teach.assessor(), facts.noon(on)
    act = record_assessment(
        person=learner.person,
        kind=kind,
        happened_on=on,
        by=assessor,
        proof=make.proof(assessor),
        sop=sop,
        measured={"p1": "37.0"},
        at=at,
    )
    accept_assessment(act, by=learner, proof=make.proof(learner), at=at)


@pytest.fixture
def auditor(client: Client) -> User:
    user = make.user("auditor", full_name="Lưu Vĩnh Hòa")
    client.force_login(user)
    return user


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in contents.items():
            pack.writestr(name, data)
    return out.getvalue()


def proved(folder: Path) -> subprocess.CompletedProcess[str]:
    """With plain Python, without site packages or environment."""
    return subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")], capture_output=True, text=True, check=False
    )


def unpacked(data: bytes, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        pack.extractall(folder)
    return folder


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


def test_pack_holds_here_and_with_plain_python_zipped_and_unpacked(story, tmp_path, capsys) -> None:
    _who, sop = story
    out = tmp_path / "pack.zip"

    call_command(
        "evidence_pack",
        str(out),
        "--person",
        "VY@example.test",
        "--sop",
        sop.number.lower(),
        "--as-of",
        str(ago(20)),
        "--json",
    )
    told = json.loads(capsys.readouterr().out)
    call_command("verify_pack", str(out), "--json")
    checked = json.loads(capsys.readouterr().out)

    assert told["sha256"] == sha256(out.read_bytes())
    assert (checked["ok"], checked["question"]["sop"], checked["answer"]["status"]) == (True, sop.number, "valid")
    assert checked["checked"]["seals"] == 1
    done = proved(unpacked(out.read_bytes(), tmp_path / "in"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything holds.\n")
    alone = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "in" / "verify.py"), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert alone.returncode == 0


def test_one_altered_byte_in_any_file_is_found_out(story, auditor, tmp_path) -> None:
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    assert check_zip(packed(inside)).problems == []

    for name, data in inside.items():
        for place in {0, len(data) // 2, len(data) - 1}:
            altered = {**inside, name: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]}
            assert check_zip(packed(altered)).problems != [], (name, place)
        assert check_zip(packed({**inside, name: data + b" "})).problems != [], name
        assert check_zip(packed({other: text for other, text in inside.items() if other != name})).problems != [], name


def test_plain_python_finds_an_altered_record_too(story, auditor, tmp_path) -> None:
    who, sop = story
    data = make_pack(who, sop, by=auditor).data
    for name in ("answer.json", "signatures.json", "statement.pdf", "manifest.json", "manifest.seal.json"):
        folder = unpacked(data, tmp_path / "in")
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))

        done = proved(folder)

        assert done.returncode == 1, name
        assert "DOES NOT HOLD" in done.stderr


def test_a_forged_manifest_lacks_the_seal(story, auditor) -> None:
    """Whoever alters a record and makes the list of hashes fit has no key to seal it."""
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    forged = inside["answer.json"].replace(b'"valid"', b'"expired"')
    assert forged != inside["answer.json"]
    manifest = inside["manifest.json"].replace(sha256(inside["answer.json"]).encode(), sha256(forged).encode())

    report = check_zip(packed({**inside, "answer.json": forged, "manifest.json": manifest}))

    assert report.problems == ["manifest.seal.json: the manifest is not the one that was sealed"]


def test_a_seal_of_another_authority_is_whole_but_not_ours(story, auditor, tmp_path, settings) -> None:
    who, sop = story
    settings.KEYS_DIR, ours = tmp_path, settings.KEYS_DIR
    make_authority(tmp_path / "seal", "Somebody else")
    data = make_pack(who, sop, by=auditor).data
    settings.KEYS_DIR = ours

    assert check_zip(data).problems == []
    assert check_bytes(data).report.problems == ["seal: it is whole, but not of an authority of this installation"]
    folder = unpacked(data, tmp_path / "in")
    command = [sys.executable, "-I", str(folder / "verify.py"), "--authority", str(ours / "seal" / "ca.crt")]
    assert "not of the given authority" in subprocess.run(command, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("spoil", ["extra", "twice", "comment", "before", "after", "cut", "empty", "text"])
def test_a_container_that_holds_more_or_less_is_found_out(story, auditor, spoil) -> None:
    who, sop = story
    data = make_pack(who, sop, by=auditor).data
    if spoil in ("extra", "twice", "comment"):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as pack:
            if spoil == "comment":
                pack.comment = b"x"
            elif spoil == "extra":
                pack.writestr("evidence/more.json", "{}")
            else:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    pack.writestr("answer.json", "{}")
        data = out.getvalue()
    else:
        data = {
            "before": b"x" + data,
            "after": data + b"x",
            "cut": data[: len(data) // 2],
            "empty": b"",
            "text": b"not a pack",
        }[spoil]

    assert check_zip(data).problems != []


def test_later_acts_are_not_in_an_earlier_answer(story, auditor) -> None:
    who, sop = story
    facts.event(who, "suspension", ago(5))

    before = json.loads(files(make_pack(who, sop, by=auditor, as_of=ago(20)).data)["answer.json"])
    now = json.loads(files(make_pack(who, sop, by=auditor).data)["answer.json"])

    assert (before["status"], now["status"]) == ("valid", "suspended")
    assert "event" not in {node["kind"] for node in before["evidence"]}


def test_what_was_handed_over_is_on_the_trail_with_its_hash(story, auditor) -> None:
    who, sop = story
    pack = make_pack(who, sop, by=auditor, as_of=ago(20))

    event = AuditEvent.objects.get(action="pack_made")
    assert (event.actor_name, event.object_id) == ("Lưu Vĩnh Hòa", pack.sha256)
    assert json.loads(event.data)["as_of"] == str(ago(20))
    assert check_bytes(pack.data).handed_over == event


def test_only_those_who_read_the_trail_take_packs(story) -> None:
    who, sop = story
    with pytest.raises(NotAllowed):
        make_pack(who, sop, by=make.user("trainer"))
    assert AuditEvent.objects.filter(action="pack_made").count() == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"--person": "nobody@example.test"}, "Không ai có địa chỉ"),
        ({"--sop": "MSC-SOP-XXX-999"}, "MSC-SOP-XXX-999"),
        ({"--as-of": "x"}, "x"),
        ({"out": "/nowhere/at/all.zip"}, "/nowhere/at"),
    ],
)
def test_a_refused_command_writes_nothing(story, tmp_path, options, sentence) -> None:
    given = {"--person": "vy@example.test", "--sop": story[1].number, **options}
    out = given.pop("out", str(tmp_path / "pack.zip"))

    with pytest.raises(CommandError) as refused:
        call_command("evidence_pack", out, *[part for pair in given.items() for part in pair])

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []
    assert AuditEvent.objects.filter(action="pack_made").count() == 0


def test_verify_pack_says_what_does_not_hold(story, auditor, tmp_path) -> None:
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    path = tmp_path / "pack.zip"
    path.write_bytes(packed({**inside, "answer.json": inside["answer.json"] + b" "}))

    with pytest.raises(CommandError, match=r"answer\.json: was altered"):
        call_command("verify_pack", str(path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_pack", str(tmp_path / "nothing.zip"))


def test_page_hands_the_pack_over(client, auditor, story) -> None:
    who, sop = story

    answer = client.post(PACKS, {"person": who.pk, "sop": sop.number, "as_of": f"{ago(20):%d/%m/%Y}"})

    assert answer["Content-Disposition"] == f'attachment; filename="{sop.number}-{who.pk}-{ago(20):%Y%m%d}.zip"'
    assert check_zip(answer.content).problems == []
    assert f"Lê Thảo Vy, {sop.number}, {ago(20)}" in unescape(client.get(PACKS).content.decode())


def test_page_is_filled_from_the_cell_that_asks(client, auditor, story) -> None:
    who, sop = story

    html = unescape(
        client.get(f"{PACKS}?person={who.pk}&sop={sop.number}&as_of={ago(20)}&known_at={ago(10)}").content.decode()
    )

    assert f'<option value="{who.pk}" selected>' in html
    assert f'<option value="{sop.number}" selected>' in html
    assert f'value="{ago(20):%d/%m/%Y}"' in html
    assert f'value="{ago(10):%d/%m/%Y} 23:59"' in html


@pytest.mark.parametrize("fields", [{"as_of": "x"}, {"known_at": "soon:"}, {"person": "0"}, {"sop": "X"}])
def test_page_refuses_what_it_cannot_read(client, auditor, story, fields) -> None:
    who, sop = story

    answer = client.post(PACKS, {"person": who.pk, "sop": sop.number, "as_of": str(TODAY), **fields})

    assert answer.status_code == 400
    assert "error" in answer.content.decode()
    assert AuditEvent.objects.filter(action="pack_made").count() == 0


def brought(client: Client, data: bytes) -> tuple[int, str]:
    answer = client.post(f"{PACKS}check/", {"pack": SimpleUploadedFile("pack.zip", data)})
    return answer.status_code, unescape(answer.content.decode())


def test_a_pack_brought_back_is_checked_and_recognised(client, auditor, story) -> None:
    data = make_pack(*story, by=auditor).data

    status, html = brought(client, data)
    assert (status, "The pack holds" in html, "This very file was handed over here: line" in html) == (200, True, True)

    inside = files(data)
    status, html = brought(client, packed(inside))
    assert "The pack holds" in html
    assert "This very file is not on our trail" in html

    status, html = brought(client, packed({**inside, "answer.json": b"{}"}))
    assert "The pack does not hold: 1 problem" in html
    assert "answer.json: was altered" in html
    assert AuditEvent.objects.filter(action="pack_verified").count() == 3


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 40])
def test_any_file_may_be_brought(client, auditor, data) -> None:
    status, html = brought(client, data)

    assert status == 200
    assert "The pack does not hold" in html


def test_no_file_is_a_sentence(client, auditor) -> None:
    assert client.post(f"{PACKS}check/").status_code == 400


def test_list_costs_the_same_for_one_and_for_thirty(client, auditor) -> None:
    record("pack_made", by=auditor, object_id="0", object_name="x")
    client.get(PACKS)
    counts = []
    for more in (0, 30):
        for n in range(more):
            record("pack_made", by=auditor, object_id=str(n), object_name="x")
        with CaptureQueriesContext(connection) as queries:
            client.get(PACKS)
        counts.append(len(queries))

    assert counts[0] == counts[1]
