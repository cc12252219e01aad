"""The trail read by people: sentences in three languages, selections, verification,
exports that prove themselves, review.
"""

from __future__ import annotations

import ast
import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from audit.actor import system
from audit.models import AuditEvent
from audit.trail import head, record
from core import clock
from inspection.models import TrailReview
from inspection.packs import VERIFIER
from inspection.trail.reading import names, say
from inspection.trail.sentences import SENTENCES
from staff.domain.people import assign, grant_access
from staff.domain.sign import holds
from staff.models import User
from tests.factories import staff as make
from tests.guards import without_guards
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TRAIL = "/en/audit/trail/"
ROOT = Path(__file__).resolve().parents[3]
TODAY = clock.today()


@pytest.fixture
def reader(client: Client) -> User:
    user = make.user("director", full_name="Hoàng Việt An")
    client.force_login(user)
    return user


def text(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(TRAIL + query)
    assert answer.status_code == status
    return unescape(squeezed(answer.content.decode()))


def seqs(client: Client, query: str = "") -> list[int]:
    return [int(seq) for seq in re.findall(r'<li id="l(\d+)"', text(client, query))]


@pytest.fixture
def acts(reader: User) -> dict[str, AuditEvent]:
    """Four acts of two people, after the log-in of the reader."""
    bao, kieu = make.user("trainer", full_name="Phạm Quốc Bảo"), make.user("admin", full_name="Kiều Mạnh Cường")
    vy = make.person("Lê Thảo Vy")
    role = make.job_role(code="culture", names={"vi": "Nuôi cấy", "en": "Cell culture", "ja": "培養"})
    old = clock.now() - dt.timedelta(days=40)
    assign(vy, role, by=kieu, valid_from=TODAY, document="031/QĐ", at=old)
    grant_access(vy, "learner", by=kieu, valid_from=TODAY, at=old)
    record(
        "person_renamed",
        vy,
        by=kieu,
        old={"full_name": "Le Thao Vy"},
        new={"full_name": "Lê Thảo Vy"},
        reason="sai dấu",
    )
    record("wagtail:wagtail.edit", by=bao, object_type="sops.SopPage", object_id="7", object_name="Phân lập")
    return {event.action: event for event in AuditEvent.objects.all()}


def test_every_act_of_the_program_has_a_sentence() -> None:
    """Found in the code, so that a new act cannot be forgotten."""
    found = set()
    for path in ROOT.glob("*/**/*.py"):
        if path.relative_to(ROOT).parts[0] in ("tests", "bench", ".venv", "var"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", "") or getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in ("record", "all_or_refused") and node.args:
                found |= {
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+", str(one.value))
                }

    assert found - set(SENTENCES) == set()
    assert len(found) > 80


@pytest.mark.parametrize("action", SENTENCES)
def test_a_sentence_can_be_said_whatever_the_line_holds(action) -> None:
    said = say(record(action, by=system("anonymous"), object_name="y"), names())

    assert len(said.split()) > 2  # a sentence, not a code
    assert "%" not in said


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kiều Mạnh Cường gave Lê Thảo Vy the job role Cell culture from "),
        ("vi", "Nuôi cấy"),
        ("ja", "培養"),
    ],
)
def test_sentences_are_in_the_language_of_the_reader(acts, language, sentence) -> None:
    with override(language):
        assert sentence in say(acts["assigned"], names())


@pytest.mark.parametrize(
    ("action", "line", "sentence"),
    [
        ("credit_claimed", {"new": {"hours": "8.00", "person": "Khuê"}}, "khai 8 giờ học nơi khác cho Khuê"),
        ("credit_claimed", {"new": {"hours": "1.50", "person": "Khuê"}}, "khai 1,5 giờ"),
        ("credit_claimed", {"new": {"hours": "NaN", "person": "Khuê"}}, "khai NaN giờ"),
        (
            "assessment_recorded",
            {"kind": "supervised", "object_name": "Khuê: MSC-SOP-ISO-001 2026-06-09"},
            "MSC-SOP-ISO-001 09/06/2026.",
        ),
        ("assessment_recorded", {"object_name": "Khuê: 2026-06-31"}, "Khuê: 2026-06-31."),
        ("translation_saved", {"new": {"text": "Ly tâm " * 40}}, "«Ly tâm Ly tâm"),
        ("wagtail:wagtail.edit", {"object_name": "SOP"}, "trong trình soạn thảo: Sửa, SOP."),
        ("wagtail:unheard.of", {"object_name": "SOP"}, "trong trình soạn thảo: unheard.of, SOP."),
    ],
)
def test_values_are_said_as_the_reader_writes_them(action, line, sentence) -> None:
    said = say(record(action, by=system("anonymous"), **{"object_name": "y", **line}), names())
    assert sentence in said
    assert len(said) < 160


def test_lines_say_who_what_old_new_why_and_from_where(client, reader, acts) -> None:
    page = text(client, "?action=person_renamed")

    assert "Kiều Mạnh Cường corrected the name of Lê Thảo Vy." in page
    assert "«sai dấu»" in page
    assert re.search(r'<del>.*?<span>Le Thao Vy</span></del> → <span lang="vi">Lê Thảo Vy</span>', page)
    assert acts["person_renamed"].hash in page


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("", {"login", "assigned", "access_granted", "person_renamed", "wagtail:wagtail.edit"}),
        ("?who=Kiều", {"assigned", "access_granted", "person_renamed"}),
        ("?about=Phân", {"wagtail:wagtail.edit"}),
        ("?about=031/QĐ", {"assigned"}),
        ("?area=people", {"assigned", "person_renamed"}),
        ("?area=access", {"login", "access_granted"}),
        ("?area=editor", {"wagtail:wagtail.edit"}),
        ("?object_type=staff.Person", {"assigned", "access_granted", "person_renamed"}),
        ("?action=assigned", {"assigned"}),
        ("?first_day={recent}", {"login", "person_renamed", "wagtail:wagtail.edit"}),
        ("?last_day={recent_typed}", {"assigned", "access_granted"}),
        ("?first_day={today}&who=Kiều", {"person_renamed"}),
    ],
)
def test_selection(client, reader, acts, query, actions) -> None:
    recent = TODAY - dt.timedelta(days=10)

    found = seqs(client, query.format(recent=recent, recent_typed=f"{recent:%d/%m/%Y}", today=TODAY))

    assert found == sorted((acts[action].seq for action in actions), reverse=True)


@pytest.mark.parametrize("query", ["?first_day=x", "?area=nothing", "?who=" + "a" * 200])
def test_strange_selections_get_a_sentence(client, reader, query) -> None:
    assert 'class="error-text"' in text(client, query, status=400)


@pytest.mark.parametrize("query", ["?page=x", "?page=999", "?who=%25", "?about=<script>alert(1)</script>"])
def test_strange_questions_get_an_answer(client, reader, acts, query) -> None:
    assert "<script>alert(1)" not in squeezed(client.get(TRAIL + query).content.decode())


def test_trail_is_paged_and_costs_the_same_for_one_and_for_many_lines(client, reader) -> None:
    text(client)
    counts = []
    for more in (0, 60):
        for _ in range(more):
            record("login", by=reader)
        with CaptureQueriesContext(connection) as queries:
            text(client)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert (len(seqs(client)), len(seqs(client, "?page=2"))) == (50, 11)


def alter(sql: str) -> None:
    """What only somebody with the database in hand can do."""
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_altered_line_is_marked_where_it_is_shown(client, reader, acts) -> None:
    assert "Every line on this page holds" in text(client)

    alter("UPDATE audit_auditevent SET reason = 'other' WHERE seq = 4")
    page = text(client)

    assert "1 line on this page does not hold." in page
    assert re.search(r'<li id="l4">.*?This line was altered\.', page, re.S)


def test_a_line_whose_forerunner_is_gone_is_marked(client, reader, acts) -> None:
    alter("DELETE FROM audit_auditevent WHERE seq = 3")

    assert re.search(r'<li id="l4">.*?This line does not follow the line before it\.', text(client), re.S)


def test_reading_the_chain_back_is_itself_on_the_trail(client, reader, acts) -> None:
    answer = client.post("/en/audit/trail/verify/", follow=True)

    assert "The chain is unbroken: 5 lines." in unescape(squeezed(answer.content.decode()))
    assert "Unbroken, 5 lines" in text(client)
    event = AuditEvent.objects.get(action="trail_verified")
    assert json.loads(event.data) == {"lines": 5, "broken": 0, "first": []}

    alter("UPDATE audit_auditevent SET reason = 'other' WHERE seq = 4")
    assert "the first is line 4" in unescape(
        squeezed(client.post("/en/audit/trail/verify/", follow=True).content.decode())
    )


def export(client: Client, name: str, query: str = "") -> bytes:
    answer = client.get(f"/en/audit/{name}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def proved(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(VERIFIER), str(path)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["trail.json", "trail.csv"])
def test_an_export_proves_itself_with_plain_python(client, reader, acts, tmp_path, name) -> None:
    record("login_failed", by=system("anonymous"), object_name='=HYPERLINK("x")\r\n"quoted", và dấu')
    path = tmp_path / name
    path.write_bytes(export(client, name))

    done = proved(path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "6 lines of the trail" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("trail.json", "sai dấu", "khác"),
        ("trail.json", '"actor_name": "Phạm Quốc Bảo"', '"actor_name": "Ai đó"'),
        ("trail.csv", "Phạm Quốc Bảo", "Ai đó"),
        ("trail.csv", "person_renamed", "person_added"),
    ],
)
def test_an_altered_export_is_found_out(client, reader, acts, tmp_path, name, old, new) -> None:
    whole = export(client, name).decode()
    path = tmp_path / name
    path.write_text(whole.replace(old, new, 1))
    assert path.read_text() != whole

    assert proved(path).returncode == 1


def test_a_line_cut_out_of_a_whole_export_is_found_out(client, reader, acts, tmp_path) -> None:
    told = json.loads(export(client, "trail.json"))
    for cut in (1, -1):
        events = [event for place, event in enumerate(told["events"]) if place != cut % len(told["events"])]
        path = tmp_path / "trail.json"
        path.write_text(json.dumps({**told, "events": events, "lines": len(events)}, ensure_ascii=False))
        assert proved(path).returncode == 1


def test_a_selection_is_exported_as_one_and_proves_itself_too(client, reader, acts, tmp_path) -> None:
    told = json.loads(export(client, "trail.json", "?who=Kiều"))
    path = tmp_path / "trail.json"
    path.write_text(json.dumps(told, ensure_ascii=False))

    assert (told["whole"], told["lines"], [event["action"] for event in told["events"]]) == (
        False, 3, ["assigned", "access_granted", "person_renamed"],
    )  # fmt: skip
    assert proved(path).returncode == 0


def test_an_export_is_on_the_trail_and_names_the_head_it_was_taken_at(client, reader, acts) -> None:
    before = head()
    told = json.loads(export(client, "trail.json"))

    event = AuditEvent.objects.get(action="trail_exported")
    assert told["head"] == {"seq": 5, "hash": before}
    assert (event.seq, json.loads(event.data)["lines"], json.loads(event.data)["head"]) == (6, 5, before)


def test_csv_is_safe_on_a_desk(client, reader, tmp_path) -> None:
    record("login_failed", by=make.person("=1+1"), object_name="@x", reason="-2")

    _login, row = csv.DictReader(io.StringIO(export(client, "trail.csv").decode("utf-8-sig"), newline=""))
    assert (row["actor"], row["reason"]) == ("'=1+1", "'-2")


def review(client: Client, **fields: Any) -> tuple[int, str]:
    data = {
        "first_day": f"{TODAY:%d/%m/%Y}",
        "last_day": f"{TODAY:%d/%m/%Y}",
        "findings": "Đã xem 20 dòng.",
        "password": make.PASSWORD,
        **fields,
    }
    answer = client.post("/en/audit/trail/review/", data)
    return answer.status_code, unescape(squeezed(answer.content.decode()))


def test_a_review_is_signed_over_the_lines_of_others(client, reader, acts) -> None:
    """R-33."""
    record("login", by=reader)

    assert review(client)[0] == 302

    made = TrailReview.objects.get()
    assert (made.lines, made.own_lines, made.first_seq, made.last_seq) == (2, 2, 4, 5)
    assert made.head == acts["wagtail:wagtail.edit"].hash
    assert holds(made.signature, content_hash=made.sha256)
    assert json.loads(made.content)["findings"] == "Đã xem 20 dòng."
    assert AuditEvent.objects.get(action="trail_reviewed").object_id == str(made.pk)
    page = text(client)
    assert "Đã xem 20 dòng." in page
    assert "2 lines, 2 of their own left out" in page
    assert "The next review is due by" in page


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"findings": " "}, 400, "This field is required."),
        ({"last_day": str(TODAY + dt.timedelta(days=1))}, 400, "What has not happened yet cannot be reviewed."),
        ({"first_day": "2020-02-02", "last_day": "2020-02-01"}, 400, "The last day lies before the first."),
        (
            {"first_day": "2020-02-01", "last_day": "2020-02-02"},
            400,
            "There is no line of another person in these days.",
        ),
        ({"password": "wrong"}, 403, "The password is not right."),
    ],
)
def test_a_review_that_cannot_be_signed(client, reader, acts, fields, status, sentence) -> None:
    found, page = review(client, **fields)

    assert (found, sentence in page) == (status, True)
    assert TrailReview.objects.count() == 0


def test_nobody_reviews_only_themselves(client, reader) -> None:
    record("login", by=reader)

    assert review(client)[0] == 400
    assert TrailReview.objects.count() == 0


@pytest.mark.parametrize("role", ["auditor", "admin", "trainer", "learner"])
def test_others_do_not_review(client, acts, role) -> None:
    client.logout()
    client.force_login(make.user(role))

    assert review(client)[0] == 403
    assert TrailReview.objects.count() == 0


def test_the_verifier_is_handed_out_as_it_is(client, reader) -> None:
    assert client.get("/en/audit/verify.py").content == VERIFIER.read_bytes()
