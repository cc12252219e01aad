"""The trail read by people: sentences in three languages, selections, verification,
exports that prove themselves, review.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from audit.trail import head, record
from core import clock
from inspection.models import TrailReview
from inspection.packs import VERIFIER
from staff.domain.sign import holds
from tests.factories import staff as make
from tests.guards import without_guards
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TRAIL = "/en/audit/trail/"
TODAY = clock.today()


def text(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(TRAIL + query)
    assert answer.status_code == status
    return unescape(squeezed(answer.content.decode()))


def seqs(client: Client, query: str = "") -> list[int]:
    return [int(seq) for seq in re.findall(r'<li id="l(\d+)"', text(client, query))]


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


def test_an_export_is_on_the_trail_and_names_the_head_it_was_taken_at(client, reader, acts) -> None:
    before = head()
    told = json.loads(export(client, "trail.json"))

    event = AuditEvent.objects.get(action="trail_exported")
    assert told["head"] == {"seq": 5, "hash": before}
    assert (event.seq, json.loads(event.data)["lines"], json.loads(event.data)["head"]) == (6, 5, before)


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
