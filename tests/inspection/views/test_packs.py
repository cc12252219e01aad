"""Evidence packs: whole, sealed, on the trail; one altered byte anywhere is found out, here and with plain Python."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from audit.trail import record
from inspection.domain.packs import make_pack
from inspection.packs.verify import check_zip
from tests.factories.packs import TODAY, ago, files, packed

pytestmark = pytest.mark.django_db
PACKS = "/en/audit/packs/"


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
