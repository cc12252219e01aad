"""Step 3: the workbench.

The first texts are typed as a translator types them; the rest are sent through the same form, one by one.
"""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from core.text import nfc
from tests.journeys.story import ADDRESS

FINISHED = Path(__file__).resolve().parents[2] / "data" / "translations" / "SOP-ISO-001_rev1.csv"
# what edition 2 of the sender says anew
SECOND_EDITION = {
    "2026年1月26日": "26/01/2026",
    "2026年2月3日": "03/02/2026",
    "2026年2月10日": "10/02/2026",
    "コラゲナーゼは、同一提供者の処理では同一ロットを使用し、"
    "新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。": (
        "Trong quá trình xử lý mô của cùng một người hiến, phải sử dụng collagenase của cùng một lô; "
        "lô mới chỉ được dùng sau khi xác nhận đã đạt thử nghiệm tiếp nhận (hoạt độ enzym)."
    ),
    "作業者は、作業を開始する前に、手袋を70％エタノールで消毒すること。": (
        "Người thao tác phải khử khuẩn găng tay bằng ethanol 70 % trước khi bắt đầu thao tác."
    ),
    "恒温振とう水槽で、37±1℃、100 rpmにて45分間振とうする。": "Lắc trong bể ổn nhiệt lắc ở 37 ± 1 °C, "
    "100 vòng/phút trong 45 phút.",
    "酵素処理開始から20分後に、組織片の分散状態を目視で確認し、結果を製造指図記録書に記録する。": (
        "Sau 20 phút kể từ khi bắt đầu xử lý enzym, quan sát bằng mắt mức độ phân tán của các mảnh mô và ghi kết quả "
        "vào hồ sơ lô sản xuất."
    ),
    "45分": "45 phút",
    "40〜50分": "40–50 phút",
    "第2版": "Phiên bản 2",
    "2026年2月16日": "16/02/2026",
    "6.4、7 表1": "6.4, bảng 1 mục 7",
    "酵素処理時間を60分（55〜65分）から45分（40〜50分）に変更。生細胞率の向上を確認したため（変更管理番号 "
    "CC-2025-018）。": (
        "Thay đổi thời gian xử lý enzym từ 60 phút (55–65 phút) thành 45 phút (40–50 phút) "
        "do đã xác nhận tỷ lệ tế bào sống tăng (số kiểm soát thay đổi CC-2025-018)."
    ),
    "6.1": "6.1",
    "手袋の消毒に関する表現の見直し（内容の変更なし）。": "Chỉnh câu chữ về khử khuẩn găng tay (không thay đổi nội "
    "dung).",
    "6.4": "6.4",
    "酵素処理開始20分後の目視確認の手順を追加。": "Bổ sung bước quan sát bằng mắt sau 20 phút kể từ khi bắt đầu xử lý "
    "enzym.",
    "6.1、6.3": "6.1, 6.3",
    "遠心管へのラベル貼付を6.3から6.1へ移動。": "Chuyển bước dán nhãn ống ly tâm từ 6.3 sang 6.1.",
    "6.5": "6.5",
    "溶血処理の省略に関する注記を削除。": "Bỏ ghi chú về việc có thể bỏ qua bước ly giải hồng cầu.",
    "5.2": "5.2",
    "コラゲナーゼのロット管理規定を変更（新規ロットの受入試験を追加）。": (
        "Thay đổi quy định quản lý lô collagenase (bổ sung thử nghiệm tiếp nhận đối với lô mới)."
    ),
}


def dictionary(more: dict[str, str] | None = None) -> dict[str, str]:
    """Source → Vietnamese, blind to spaces as the two files were typed by different hands."""
    with FINISHED.open(encoding="utf-8-sig") as file:
        known = {_key(row["ja"]): row["vi"] for row in csv.DictReader(file)}
    return {**known, **{_key(source): text for source, text in (more or {}).items()}}


def _key(source: str) -> str:
    return "".join(nfc(source).split())


def types_some(page: Page, texts: dict[str, str], count: int = 4) -> None:
    """A translator at the keyboard: words, the automatic save, Ctrl Enter."""
    page.goto(f"{ADDRESS}translate/vi/?show=translate")
    for _turn in range(count):
        source = page.locator(".segment.current .source").inner_text()
        field = page.locator("#words")
        field.fill(texts[_key(source)])
        expect(page.locator("[data-autosave-text]")).to_have_text(re.compile(r"Đã lưu \d\d:\d\d:\d\d"))
        before = page.locator("input[name=at]").first.input_value()
        field.press("Control+Enter")
        expect(page.locator("form[data-segment] input[name=at]")).not_to_have_value(before)


def a_wrong_digit_is_caught(page: Page, part: str, right: str, wrong: str) -> None:
    """One digit off, as tired people type: the guard says so at once, and goes silent when it is put right."""
    page.goto(f"{ADDRESS}translate/vi/?show=all&q={part}")
    field, checks = page.locator("#words"), page.locator("#checks")
    words = field.input_value()
    assert right in words
    field.fill(words.replace(right, wrong))
    expect(checks.locator(".text-plum").first).to_be_visible()
    field.fill(words)
    expect(checks.locator(".text-plum")).to_have_count(0)


def sends_the_rest(page: Page, texts: dict[str, str]) -> int:
    """Every open text, through the form of the workbench. Returns how many."""
    return _each_open(page, "translate", lambda source: {"act": "save", "text": texts[_key(source)]})


def verifies_all(page: Page) -> int:
    """The second person: verify, next, until nothing waits."""
    return _each_open(page, "verify", lambda _source: {"act": "verify"})


def cannot_verify_own(page: Page) -> None:
    """Whoever translated a text finds no way to verify it, and the server refuses the attempt."""
    page.goto(f"{ADDRESS}translate/vi/?show=verify")
    assert page.locator("button[value=verify]").count() == 0
    answer = page.request.post(
        page.url,
        form={**_hidden(page.locator("form[data-segment]")), "act": "verify"},
        headers={"Accept": "application/json"},
    )
    assert answer.status == 403, answer.text()


def _hidden(form: Locator) -> dict[str, str]:
    return {
        field.get_attribute("name") or "": field.get_attribute("value") or ""
        for field in form.locator("input[type=hidden]").all()
    }


def _each_open(page: Page, show: str, answer: object) -> int:
    done = 0
    while True:
        opened = page.goto(f"{ADDRESS}translate/vi/?show={show}")
        assert opened is not None
        assert opened.ok, f"{opened.status}: {page.locator('body').inner_text()[:500]}"
        if not page.locator("form[data-segment]").count():
            expect(page.locator(".texts")).to_be_visible()  # the workbench itself says that nothing is left
            return done
        # the list on the left names every text that waits; each is opened and sent like the one in hand
        for address in page.locator(".segment-list a").evaluate_all("links => links.map(link => link.href)"):
            shown = page.request.get(address).text()
            names = ("csrfmiddlewaretoken", "at", "source_hash", "revision")
            fields = {name: _part(rf'name="{name}" value="([^"]*)"', shown) for name in names}
            source = unescape(re.sub("<[^>]+>", "", _part(r'<p [^>]*class="source">(.*?)</p>', shown)))
            sent = page.request.post(address, form={**fields, **answer(source)}, headers={"Accept": "application/json"})  # type: ignore[operator]
            assert sent.ok, f"{source}: {sent.text()}"
            done += 1


def _part(pattern: str, page: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    assert found, page[:2000]
    return found[1]
