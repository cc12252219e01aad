"""The controlled copy and the public check of a print."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from django.test import Client

from audit.models import AuditEvent
from core import clock
from sops.models import PrintedCopy
from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 6, 15, 2, 0, tzinfo=dt.UTC)


def printed(client: Client, number: str, query: str = "") -> PrintedCopy:
    client.force_login(people.user("learner"))
    with clock.fixed(MORNING):
        answer = client.get(f"/vi/sops/{number}/pdf/{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    return PrintedCopy.objects.get()


def check(token: str, at: dt.datetime = MORNING) -> tuple[int, str]:
    with clock.fixed(at):
        answer = Client().get(f"/c/{token}/", headers={"accept-language": "en"})
    return answer.status_code, squeezed(answer.content.decode())


def test_a_copy_is_on_record_and_counts_on_its_day(client: Client) -> None:
    version = make.released()

    copy = printed(client, version.sop.number, "?lang=vi,ja")

    assert (copy.version, copy.languages) == (version, ["vi", "ja"])
    assert copy.valid_until == clock.end_of(dt.date(2026, 6, 15))
    assert AuditEvent.objects.filter(action="sop_printed").count() == 1


def test_check_says_that_the_print_may_be_used(client: Client) -> None:
    copy = printed(client, make.released().sop.number)

    status, page = check(copy.token)

    assert status == 200
    assert "This print may be used" in page


def test_check_says_that_the_print_is_too_old(client: Client) -> None:
    copy = printed(client, make.released().sop.number)

    assert "This print is too old" in check(copy.token, MORNING + dt.timedelta(days=1))[1]


def test_check_says_that_the_version_is_superseded(client: Client) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    copy = printed(client, sop.number)
    make.released(sop, dt.date(2026, 6, 15))

    page = check(copy.token)[1]

    assert "Do not work by this print" in page
    assert "In force is v2" in page


def test_unknown_token_is_not_found() -> None:
    status, page = check("no-such-token")

    assert status == 404
    assert "This print is not known" in page


def test_superseded_version_is_printed_with_its_mark(client: Client) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    make.released(sop, dt.date(2026, 6, 1))

    assert printed(client, sop.number, "?version=1").version.release.number == 1


def test_every_kind_of_block_can_be_printed(client: Client) -> None:
    sop = make.sop()
    long = "Ủ với collagenase, quan sát mỗi 10 phút và ghi vào phiếu theo dõi lô. " * 80
    cell = {"text": make.text("ô", "欄"), "colspan": 1, "rowspan": 1}
    blocks = [
        {"id": "p0", "type": "paragraph", "text": make.text("Mở đầu[*1] x^(n)", "前文[*1]")},
        {"id": "s", "type": "section", "level": 2, "title": make.text("Phần", "節")},
        {
            "id": "a",
            "type": "step",
            "level": 1,
            "title": make.text("Ủ", "加温"),
            "text": make.text(long, "加温する。" * 400),
            "parameters": [],
        },
        {"id": "w", "type": "warning", "kind": "warning", "title": {}, "text": make.text("Dừng", "停止")},
        {
            "id": "b",
            "type": "step",
            "level": 3,
            "title": {},
            "text": make.text("Chờ", "待つ"),
            "parameters": [make.parameter() for _ in range(4)],
        },
        {"id": "n", "type": "note", "text": make.text("Chú ý", "注記")},
        {
            "id": "t",
            "type": "table",
            "caption": make.text("Bảng", "表"),
            "head_rows": 1,
            "rows": [[{**cell, "colspan": 2}], [{**cell, "rowspan": 2}, cell], [cell]],
        },
        {"id": "f", "type": "figure", "image": "", "caption": make.text("Hình", "図"), "alt": make.text("ảnh", "写真")},
        {"id": "l", "type": "list_item", "level": 2, "text": make.text("mục", "項目")},
        {"id": "x", "type": "footnote", "mark": "1", "text": make.text("chú thích", "脚注")},
    ]
    make.released(sop, document=make.content(sop, blocks))

    printed(client, sop.number, "?lang=ja,vi")


@pytest.mark.parametrize(("who", "times"), [("khue@demo.test", 1), ("khue@mescells.example", 0)])
def test_a_print_of_the_demonstration_says_so_on_every_page(client: Client, tmp_path, who: str, times: int) -> None:
    version = make.released()
    client.force_login(people.user("learner", email=who))
    paper = tmp_path / "copy.pdf"

    paper.write_bytes(client.get(f"/en/sops/{version.sop.number}/pdf/").content)

    pages = (
        subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True)
        .stdout.rstrip("\f")
        .split("\f")
    )
    assert [page.count("the procedures are illustrative and not for clinical use.") for page in pages] == [times] * len(
        pages
    )
