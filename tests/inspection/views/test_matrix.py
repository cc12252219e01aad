"""The matrix: any day, two clocks, selections, the chain of proof behind a cell, exports on the trail."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import subprocess
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from core import clock
from sops.models import Sop
from staff.models import JobRole, Person
from tests.factories import facts
from tests.factories import staff as make
from tests.markup import squeezed
from transfer.domain.lots import enter_trial_lot

pytestmark = pytest.mark.django_db
MATRIX = "/en/audit/matrix/"
DAY = clock.today() - dt.timedelta(days=30)


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make.user("qa_approver", full_name="Ngô Thùy Dương"))
    client.get("/en/audit/matrix/")  # the session is written at the first request
    return client


def role_of(*sops: Sop, depth: str = "read", **fields: Any) -> JobRole:
    role = make.job_role(**fields)
    for sop in sops:
        facts.requires(role, sop, depth, months=None)
    return role


def worker(name: str, role: JobRole, **fields: Any) -> Person:
    who = make.person(name, **fields)
    make.assignment(who, role, recorded_at=clock.start_of(make.LONG_AGO))
    return who


@pytest.fixture
def sop() -> Sop:
    """v1 from long ago, v2 (to be read again) from DAY on."""
    made = facts.sop("MSC-SOP-ISO-801", products=("AD",))
    facts.version(made, day(-300))
    facts.version(made, DAY, change_class="procedural")
    return made


@pytest.fixture
def vy(sop: Sop) -> Person:
    """Read v1 in time, v2 ten days after it took effect."""
    who = worker("Lê Thảo Vy", role_of(sop))
    first, second = sop.versions.order_by("pk")
    facts.read(who, first, day(-290))
    facts.read(who, second, day(10))
    return who


def cells(client: Client, query: str = "") -> dict[tuple[str, str], str]:
    """State of every cell on the page, by name and SOP."""
    answer = client.get(MATRIX + query)
    assert answer.status_code == 200
    found = re.findall(
        r'data-state="(\w+)" aria-label="([^"]+?), ([A-Z0-9-]+)(?: v(\d+))?: ',
        unescape(squeezed(answer.content.decode())),
    )
    return {(name, number): state + held for state, name, number, held in found}


def text(client: Client, query: str = "", status: int = 200, **headers: str) -> str:
    answer = client.get(MATRIX + query, headers=headers)
    assert answer.status_code == status
    return unescape(squeezed(answer.content.decode()))


@pytest.mark.parametrize(("n", "state"), [(-1, "valid1"), (0, "retraining1"), (9, "retraining1"), (10, "valid2")])
def test_the_day_in_the_address_decides(reader, vy, sop, n, state) -> None:
    assert cells(reader, f"?as_of={day(n)}") == {("Lê Thảo Vy", sop.number): state}


def test_a_day_may_be_typed_the_vietnamese_way(reader, vy, sop) -> None:
    assert cells(reader, f"?as_of={day(-1):%d/%m/%Y}") == {("Lê Thảo Vy", sop.number): "valid1"}


def test_what_was_entered_later_counts_on_one_clock_only(reader, sop) -> None:
    who = worker("Võ Thành Đạt", role_of(sop))
    facts.read(who, sop.versions.order_by("pk").first(), day(-290), known=facts.noon(day(-5)))
    asked = f"?as_of={day(-10)}"

    assert cells(reader, asked) == {("Võ Thành Đạt", sop.number): "valid1"}
    assert cells(reader, f"{asked}&known_at={day(-10)}") == {("Võ Thành Đạt", sop.number): "not_trained"}


def test_page_says_what_was_reconstructed_and_how_to_ask_the_other_clock(reader, vy) -> None:
    page = text(reader, f"?as_of={day(-1)}")

    assert re.search(r"Reconstructed from the records at <b>24:00 on [^<]+</b> \(GMT\+7\), <b>31 days ago</b>", page)
    assert f'href="?as_of={day(-1)}&known_at={day(-1)}"' in page
    assert "what was entered later is left out" in text(reader, f"?as_of={day(-1)}&known_at={day(-1)}")


def test_head_of_a_column_names_the_version_in_force_that_day_and_the_foot_counts(reader, vy, sop) -> None:
    worker("Bùi Hà Phương", vy.assignments.get().job_role)
    before, after = text(reader, f"?as_of={day(-1)}"), text(reader, f"?as_of={day(1)}")

    assert f"/sops/{sop.number}/v/1/" in before
    assert f"/sops/{sop.number}/v/2/" in after
    assert re.search(r'<tfoot>.*?<td class="stage-start">1/2</td>', before, re.S)
    assert re.search(r'<tfoot>.*?<td class="stage-start">0/2</td>', after, re.S)


def test_legend_counts_the_whole_selection(reader, vy, sop) -> None:
    for name in ("Bùi Hà Phương", "Ngô Gia Bách"):
        worker(name, vy.assignments.get().job_role)

    legend = re.search(r'<ul class="legend".*?</ul>', text(reader, f"?as_of={day(-1)}&state=valid"), re.S)

    assert legend
    assert re.findall(r">([^<>]+)</a> <b>(\d+)</b>", legend[0]) == [
        ("Qualified", "1"), ("Expiring soon", "0"), ("Retraining needed", "0"), ("Not qualified", "2"),
    ]  # fmt: skip


@pytest.fixture
def three(sop: Sop) -> dict[str, Any]:
    """Three people of two units and roles, three SOPs of two stages and products."""
    culture, quality = facts.sop("MSC-SOP-CUL-802", "CUL", ("NK",)), facts.sop("MSC-SOP-QC-803", "QC", ("ALL",))
    for other in (culture, quality):
        facts.version(other, day(-300))
    lab, bank = make.unit(), make.unit()
    maker, tester = role_of(sop, culture), role_of(quality)
    khue, huy, long = (
        worker("Trần Minh Khuê", maker, unit=lab), worker("Đinh Quang Huy", maker, unit=bank),
        worker("Vũ Đức Long", tester, unit=bank),
    )  # fmt: skip
    facts.read(khue, culture.versions.get(), day(-100))
    facts.read(long, quality.versions.get(), day(-100))
    return {"lab": lab, "bank": bank, "maker": maker, "tester": tester, "khue": khue, "huy": huy, "long": long}


K, H, L = "Trần Minh Khuê", "Đinh Quang Huy", "Vũ Đức Long"
ISO, CUL, QC = "MSC-SOP-ISO-801", "MSC-SOP-CUL-802", "MSC-SOP-QC-803"


@pytest.mark.parametrize(
    ("query", "people", "sops"),
    [
        ("", {K, H, L}, {ISO, CUL, QC}),
        ("unit={lab}", {K}, {ISO, CUL}),
        ("role={tester}", {L}, {QC}),
        ("stage=CUL", {K, H}, {CUL}),
        ("product=AD", {K, H}, {ISO}),
        ("q=dinh+quang", {H}, {ISO, CUL}),
        ("q=KHUÊ", {K}, {ISO, CUL}),
        ("state=valid", {K, L}, {CUL, QC}),
        ("problem=1", {K, H}, {ISO, CUL}),
        ("state=not_trained&stage=CUL", {H}, {CUL}),
        ("unit={bank}&role={maker}", {H}, {ISO, CUL}),
        ("stage=XX&product=XX&state=XX&unit=x&role=9999999999999", {K, H, L}, {ISO, CUL, QC}),
    ],
)
def test_selection(reader, three, query, people, sops) -> None:
    ids = {name: value.pk for name, value in three.items()}

    found = cells(reader, f"?as_of={day(-1)}&" + query.format(**ids))

    assert {name for name, _number in found} == people
    assert {number for _name, number in found} == sops


def test_an_empty_selection_says_so(reader, three) -> None:
    assert "Nobody in this selection needs an SOP on this day" in text(reader, "?q=nobody")


def test_people_stand_by_job_role_then_given_name_and_sops_by_stage(reader, three) -> None:
    page = text(reader, f"?as_of={day(-1)}")

    assert re.findall(r"<th scope=\"row\"><a [^>]+>([^<]+)</a>", page) == [H, K, L]
    assert re.findall(r'scope="colgroup" colspan="(\d)" class="stage-start">([^<]+)<', page) == [
        ("1", "Isolation"),
        ("1", "Culture"),
        ("1", "Quality control"),
    ]


def test_a_lot_brings_its_own_day_and_the_sops_of_its_stage(reader, three) -> None:
    enter_trial_lot(product="NK", stage="CUL", lot="TL-NK-001", made_on=day(-50), passed=True, by=make.user("trainer"))

    found = cells(reader, "?lot=tl-nk-001&as_of=")

    assert found == {(K, CUL): "valid1", (H, CUL): "not_trained"}
    assert f'value="{day(-50):%d/%m/%Y}"' in text(reader, "?lot=TL-NK-001")
    assert "There is no trial lot TL-XX-9." in text(reader, "?lot=TL-XX-9", status=400)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=yesterday", "“yesterday” is not a day."),
        ("as_of=2026-02-30", "There is no day “2026-02-30” in the calendar."),
        ("as_of=0001-01-01", "Ask for a day from 1990 to 2150."),
        ("known_at=soon:", "“soon:” is not a moment."),
        ("known_at=0001-01-01T00:00", "is not a moment"),
        ("known_at=2149-01-01", "What will be known then is not known yet."),
    ],
)
def test_strange_days_get_a_sentence_at_their_field(reader, vy, query, sentence) -> None:
    page = text(reader, f"?{query}", status=400)

    assert re.search(r'class="field invalid">.*?' + re.escape(sentence), page, re.S)
    assert f'value="{query.partition("=")[2]}"' in page
    assert "data-matrix" not in page


def opened(who: Person, sop: Sop, n: int = 1, more: str = "") -> str:
    return f"?as_of={day(n)}{more}&person={who.pk}&sop={sop.number}"


def test_a_cell_has_its_own_address_and_shows_the_chain_with_the_future_greyed(reader, vy, sop) -> None:
    page = text(reader, opened(vy, sop))
    drawer = page[page.index('id="o"') :]

    before, after = drawer.split('<p class="now">', 1)
    assert "Read and understood v1" in before
    assert "Version 2, in force since" in before
    assert "Read and understood v2" not in before
    assert re.search(r'<ol class="spine compact later".*?Read and understood v2', after, re.S)
    assert "<!doctype html>" in page


def test_asked_by_the_page_alone_the_cell_is_the_whole_answer(reader, vy, sop) -> None:
    fragment = text(reader, opened(vy, sop), **{"HX-Request": "true", "HX-Target": "o"})

    assert fragment.strip().startswith('<section class="drawer stack" id="o"')
    assert fragment.count("<section") == 1
    assert "Lê Thảo Vy" in fragment


def test_closing_answers_with_an_empty_place(reader, vy) -> None:
    assert text(reader, **{"HX-Request": "true", "HX-Target": "o"}).strip() == '<section id="o" hidden></section>'


def test_going_back_in_the_browser_brings_the_page(reader, vy, sop) -> None:
    headers = {"HX-Request": "true", "HX-Target": "o", "HX-History-Restore-Request": "true"}

    assert "<!doctype html>" in text(reader, opened(vy, sop), **headers)
    assert "HX-Target" in reader.get(MATRIX)["Vary"]


@pytest.mark.parametrize("query", ["?person=999999&sop={sop}", "?person={vy}&sop=MSC-SOP-XXX-1", "?person=x&sop={sop}"])
def test_an_unknown_cell_is_not_found(reader, vy, sop, query) -> None:
    text(reader, query.format(vy=vy.pk, sop=sop.number), status=404)


def test_records_are_linked_for_those_who_may_read_them(client, vy, sop) -> None:
    facts.quizzed(vy, sop.versions.order_by("pk").first(), day(-280))
    client.force_login(make.user("technical_reviewer"))
    assert "/attempts/" not in text(client, opened(vy, sop))

    client.force_login(make.user("auditor"))
    assert "/attempts/" in text(client, opened(vy, sop))


def test_names_are_not_markup(reader, sop) -> None:
    worker('<script>alert("1")</script>', role_of(sop))

    assert b"<script>alert" not in reader.get(MATRIX).content


def test_what_an_inspector_looks_at_is_on_the_trail(client, vy, sop) -> None:
    client.force_login(make.user("auditor", full_name="Lưu Vĩnh Hòa"))
    client.get(MATRIX + opened(vy, sop))

    event = AuditEvent.objects.get(action="inspector_view")
    assert event.actor_name == "Lưu Vĩnh Hòa"
    assert event.object_name.startswith("Qualification matrix on ")
    assert json.loads(event.data)["address"] == MATRIX + opened(vy, sop)


def test_who_is_no_inspector_reads_without_a_line(reader, vy) -> None:
    reader.get(MATRIX)

    assert AuditEvent.objects.filter(action="inspector_view").count() == 0


def test_csv_says_question_and_answer_in_every_line_and_is_on_the_trail(reader, three) -> None:
    Person.objects.filter(pk=three["long"].pk).update(full_name="=cmd|' /C calc'!A0")
    answer = reader.get(f"/en/audit/matrix.csv?as_of={day(-1)}&stage=QC")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["as_of"], row["person"], row["sop"], row["status"], row["version_held"]) for row in rows] == [
        (str(day(-1)), "'=cmd|' /C calc'!A0", QC, "valid", "1")
    ]
    event = AuditEvent.objects.get(action="matrix_exported")
    assert json.loads(event.data)["cells"] == 1
    assert json.loads(event.data)["as_of"] == str(day(-1))


def test_pdf_holds_names_numbers_and_the_question(reader, three) -> None:
    answer = reader.get(f"/vi/audit/matrix.pdf?as_of={day(-1)}")

    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()
    assert answer["Content-Type"] == "application/pdf"
    for words in (K, H, L, "ISO-801", "CUL-802", f"{day(-1):%d/%m/%Y}"):
        assert words in text


def test_pdf_of_many_takes_as_many_sheets_as_it_needs(reader, sop) -> None:
    role = role_of(sop, *[facts.sop() for _ in range(25)])
    for n in range(40):
        worker(f"Nguyễn Văn {n}", role)

    found = subprocess.run(
        ["pdfinfo", "-"], input=reader.get("/vi/audit/matrix.pdf").content, capture_output=True, check=True
    ).stdout.decode()
    assert re.search(r"Pages: +4", found)


def test_a_wrong_question_exports_nothing(reader, vy) -> None:
    assert reader.get("/vi/audit/matrix.csv?as_of=x").status_code == 400
    assert AuditEvent.objects.filter(action="matrix_exported").count() == 0


def test_long_matrix_is_paged_both_ways(reader, sop) -> None:
    role = role_of(sop, *[facts.sop() for _ in range(34)])
    for n in range(45):
        worker(f"Nguyễn Văn {n}", role)

    def size(query: str) -> tuple[int, int]:
        found = cells(reader, query)
        return len({name for name, _ in found}), len({number for _, number in found})

    assert [size(query) for query in ("", "?page=2", "?cols=2", "?page=2&cols=2", "?page=99&cols=x")] == [
        (40, 30), (5, 30), (40, 5), (5, 5), (5, 30),
    ]  # fmt: skip


def test_page_costs_the_same_for_one_and_for_thirty(reader, vy, sop) -> None:
    counts = []
    for more in (0, 30):
        for n in range(more):
            extra = facts.sop()
            facts.read(worker(f"Nguyễn Văn {n}", role_of(sop, extra)), facts.version(extra, day(-100)), day(-90))
        with CaptureQueriesContext(connection) as queries:
            reader.get(MATRIX)
        counts.append(len(queries))

    assert counts[0] == counts[1]
