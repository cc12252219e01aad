"""The board as a page, and trial lots entered and judged on it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from sops.models import Sop
from staff.permissions import May, roles_with
from tests.factories import release as way
from tests.factories import staff as make
from tests.markup import squeezed
from tests.transfer.test_board import lot, lots, qualified, sop, whole_chain
from transfer.models import TrialLot

pytestmark = pytest.mark.django_db
BOARD, LOTS = "/en/transfer/", "/en/transfer/lots/"
TODAY = clock.today()


def text(client: Client, path: str = BOARD) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(squeezed(answer.content.decode()))


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make.user("learner"))
    return client


@pytest.fixture
def trainer(client: Client) -> Client:
    client.force_login(make.user("trainer", full_name="Phạm Quốc Bảo"))
    return client


def test_page_answers_first_how_many_products_run_the_whole_chain(reader) -> None:
    whole_chain()
    whole_chain("UC", short=("STO",))

    html = text(reader)

    assert "<b>1 of 2</b> products run the whole chain. Next: Umbilical cord, 1 stage short." in html
    assert html.count('<li class="joined">') == 9
    assert "Ready to produce" in html


def test_empty_board_says_when_it_fills(reader) -> None:
    assert "The board fills itself once the first SOP of a product has a number." in text(reader)


def test_blocked_product_says_where(reader) -> None:
    qualified(sop("CUL", "NK"))
    lot("NK", "CUL", passed=False, name="TL-NK-002")

    html = text(reader)

    assert "Blocked at culture" in html
    assert "NK, culture: trial lot TL-NK-002 did not pass" in html


def test_nothing_leads_where_the_reader_is_not_let_in() -> None:
    team = way.team()
    way.approved(way.draft("MSC-SOP-ISO-701"), team)
    way.save_draft(revised := Sop.objects.get(), way.draft_content(revised) | {"title": "改訂"}, by=team.author)
    way.submitted(way.draft("MSC-SOP-CUL-702"), team)
    way.draft("MSC-SOP-QC-703")  # nobody has translated it

    for role in ("learner", "trainer"):
        client = Client()
        client.force_login(make.user(role))
        links = {
            link.partition("#")[0] for link in re.findall(r'href="(/en/[^"]*)"', text(client).partition("<main")[2])
        }
        assert {link: client.get(unescape(link)).status_code for link in links} == dict.fromkeys(links, 200)
    assert "/en/sops/MSC-SOP-CUL-702/release/" in links


def test_source_that_has_moved_on_marks_the_translation_in_force(reader) -> None:
    document, team = way.draft("MSC-SOP-ISO-701"), way.team()
    way.approved(document, team)
    assert "Every translation in force follows the newest source." in text(reader)

    content = way.draft_content(document)
    content["blocks"][2]["text"] = "記録し、署名する。"
    way.save_draft(document, content, by=team.author)
    assert "the source was revised, v1 stays in force · still open: Vietnamese: 1 text" in text(reader)

    way.submitted(document, team)
    assert "the source was revised, v1 stays in force · translated, waits for signatures" in text(reader)


def test_learner_reads_lots_and_finds_no_form(reader) -> None:
    lot(name="TL-AD-001")

    html = text(reader, LOTS)

    assert "TL-AD-001" in html
    assert "<form" not in html.split('id="main"')[1].split("</main>")[0]


def test_lots_are_those_of_the_cell_asked_for(reader) -> None:
    lot(name="TL-1")
    lot("UC", "CUL", name="TL-2")

    html = text(reader, LOTS + "?product=UC&stage=CUL")

    assert ("TL-1" in html, "TL-2" in html) == (False, True)
    assert "Umbilical cord, Culture: 1 lot on record." in html
    assert "TL-1" in text(reader, LOTS + "?product=<script>&stage=1")


def entered(client, **fields):
    data = {
        "product": "AD",
        "stage": "ISO",
        "lot": "TL-AD-001",
        "made_on": TODAY.isoformat(),
        "passed": "",
        "note": "",
        **fields,
    }
    return client.post(LOTS + "?product=AD&stage=ISO", data)


@pytest.mark.parametrize(("word", "passed"), [("", None), ("yes", True), ("no", False)])
def test_lot_is_entered_with_or_without_its_result(trainer, word, passed) -> None:
    answer = entered(trainer, passed=word, note="Đạt chuẩn")

    row = TrialLot.objects.get()
    assert answer["Location"] == LOTS + "?product=AD&stage=ISO"
    assert (row.lot, row.passed, row.note, row.by.full_name) == ("TL-AD-001", passed, "Đạt chuẩn", "Phạm Quốc Bảo")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"lot": ""}, 400),
        ({"product": "ALL"}, 400),
        ({"stage": "ENV"}, 400),
        ({"made_on": "2099-01-01"}, 400),
        ({"made_on": "31/02/2026"}, 400),
        ({"passed": "maybe"}, 400),
    ],
)
def test_bad_lot_comes_back_with_what_was_typed(trainer, fields, status) -> None:
    answer = entered(trainer, note="Giữ lại", **fields)

    assert (answer.status_code, TrialLot.objects.count()) == (status, 0)
    assert 'value="Giữ lại"' in unescape(squeezed(answer.content.decode()))


def test_lot_that_is_there_already_is_a_conflict(trainer) -> None:
    entered(trainer)
    answer = entered(trainer)

    assert (answer.status_code, TrialLot.objects.count()) == (409, 1)
    assert "Lot TL-AD-001 is on the board already." in unescape(squeezed(answer.content.decode()))


def test_learner_enters_nothing(reader) -> None:
    assert entered(reader).status_code == 403
    assert TrialLot.objects.count() == 0


def test_result_is_judged_and_corrected_with_a_reason(trainer) -> None:
    row = lot(passed=None)
    url = reverse("trial_lot_judge", args=[row.pk])

    assert trainer.post(url, {"passed": "yes"}).status_code == 302
    assert trainer.post(url, {"passed": "no"}).status_code == 400
    assert trainer.post(url, {}).status_code == 400
    row.refresh_from_db()
    assert row.passed is True

    assert trainer.post(url, {"passed": "no", "reason": "Đọc nhầm đĩa"}).status_code == 302
    row.refresh_from_db()
    assert row.passed is False


def test_only_who_may_edit_the_board_judges(client) -> None:
    row = lot(passed=None)
    allowed = []
    for role in roles_with(May.READ_TRANSFER):
        client.force_login(make.user(role))
        if client.post(reverse("trial_lot_judge", args=[row.pk]), {"passed": "yes"}).status_code == 302:
            allowed.append(role)

    assert allowed == roles_with(May.EDIT_TRANSFER)


@pytest.mark.parametrize("path", [BOARD, LOTS])
def test_the_number_of_queries_does_not_grow(trainer, path) -> None:
    def ask() -> int:
        trainer.get(path)
        with CaptureQueriesContext(connection) as found:
            text(trainer, path)
        return len(found)

    team = way.team()
    for n in range(2):
        qualified(sop(), 1)
        lots(1, passed=None)
        way.submitted(way.draft(f"MSC-SOP-CUL-70{n}"), team)
    few = ask()
    for n in range(8):
        qualified(sop("CUL", "NK"), 1)
        lots(3, product="NK", stage="CUL")
        way.submitted(way.draft(f"MSC-SOP-QC-70{n}"), team)

    assert ask() == few
