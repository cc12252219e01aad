"""The register: filters, search, order, and what a learner does not see."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(people.user("learner"))
    return client


def numbers(client: Client, query: str) -> list[str]:
    page = squeezed(client.get(f"/vi/sops/{query}").content.decode())
    return list(dict.fromkeys(re.findall(r'href="/vi/sops/([A-Z0-9-]+)/', page)))


def titled(number: str, vi: str, ja: str = "手順", **fields: object) -> None:
    make.released(make.sop(number, titles=make.text(vi, ja), **fields))


def test_order_by_title_is_vietnamese(reader: Client) -> None:
    titled("MSC-SOP-QC-001", "Đếm tế bào")
    titled("MSC-SOP-QC-002", "Ăn mòn")
    titled("MSC-SOP-QC-003", "Dán nhãn")
    titled("MSC-SOP-QC-004", "An toàn")

    assert numbers(reader, "?sort=title") == ["MSC-SOP-QC-004", "MSC-SOP-QC-002", "MSC-SOP-QC-003", "MSC-SOP-QC-001"]


def test_stage_and_product_filter(reader: Client) -> None:
    titled("MSC-SOP-QC-001", "Một", stage="QC", products=["NK"])
    titled("MSC-SOP-ISO-002", "Hai", stage="ISO", products=["MSC"])

    assert numbers(reader, "?stage=QC") == ["MSC-SOP-QC-001"]
    assert numbers(reader, "?product=MSC") == ["MSC-SOP-ISO-002"]


@pytest.mark.parametrize("query", ["te+bao+goc", "T%E1%BA%BF+b%C3%A0o", "幹細胞", "msc-sop-iso-007"])
def test_search_finds_the_document(reader: Client, query: str) -> None:
    make.released(make.sop("MSC-SOP-ISO-007"))
    blocks = [{"id": "p", "type": "paragraph", "text": make.text("Khác", "別")}]
    other = make.sop("MSC-SOP-ISO-008")
    make.released(other, document=make.content(other, blocks))

    assert numbers(reader, f"?q={query}") == ["MSC-SOP-ISO-007"]


def test_search_shows_the_sentence_with_the_words_marked(reader: Client) -> None:
    make.released()

    page = squeezed(reader.get("/vi/sops/?q=te bao goc").content.decode())

    assert "<mark>tế bào gốc</mark>" in page


def test_search_words_are_not_markup(reader: Client) -> None:
    page = squeezed(reader.get('/vi/sops/?q="><script>alert(1)</script>').content.decode())

    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "query", ["?q=%25", "?q=_", "?q=" + "a" * 3000, "?page=x", "?page=" + "9" * 5000, "?stage=z&product=x&state=y"]
)
def test_strange_questions_get_an_answer(reader: Client, query: str) -> None:
    make.released()

    assert reader.get(f"/vi/sops/{query}").status_code == 200


def test_superseded_text_is_not_found(reader: Client) -> None:
    import datetime as dt

    sop = make.sop()
    make.released(sop, dt.date(2025, 1, 6))
    make.released(
        sop,
        dt.date(2025, 6, 1),
        document=make.content(sop, [{"id": "p", "type": "paragraph", "text": make.text("Mới", "新")}]),
    )

    assert numbers(reader, "?q=collagenase") == []


def test_learner_sees_no_drafts_and_no_candidates(reader: Client, client: Client) -> None:
    make.sop("MSC-SOP-QC-090")
    make.candidate(make.sop("MSC-SOP-QC-091"))

    assert numbers(reader, "?state=all") == []

    client.force_login(people.user("translator"))
    assert numbers(client, "?state=draft") == ["MSC-SOP-QC-090"]
    assert numbers(client, "?state=in_review") == ["MSC-SOP-QC-091"]


def test_register_costs_the_same_for_one_and_for_thirty(reader: Client) -> None:
    make.released()
    reader.get("/vi/sops/")  # the session is written at the first request
    counts = []
    for more in (0, 30):
        for _ in range(more):
            make.released()
        with CaptureQueriesContext(connection) as queries:
            reader.get("/vi/sops/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_register_is_paged(reader: Client) -> None:
    for _ in range(31):
        make.released()

    assert len(numbers(reader, "")) == 30
    assert len(numbers(reader, "?page=2")) == 1
