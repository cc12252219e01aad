"""The session ends while somebody writes: nothing says «saved» that is not, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, People

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def logs_in_again(page: Page, who: str) -> None:
    page.fill("input[name=login]", f"{who}@demo.test")
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def test_an_answer_survives_the_end_of_the_session(people: People) -> None:
    page = people("vy")
    page.goto("/vi/quizzes/1/")
    page.locator("main form button.fill-indigo").click()
    page.wait_for_url("**/attempts/*/")
    options = page.locator("input[type=radio], input[type=checkbox]:not([name=flag])")
    number = 1
    while not options.count():
        number += 1
        page.goto(f"{page.url.split('?')[0]}?q={number}")
    saved = page.locator("[data-autosave-text]")
    options.first.check()
    expect(saved).to_contain_text("Đã lưu")

    page.context.clear_cookies(name="sessionid")
    options.nth(1).check()
    expect(page.locator("[data-refusal]")).to_contain_text("Phiên đăng nhập đã hết")
    expect(saved).not_to_contain_text("Đã lưu")

    page.locator("footer button.push").click()
    expect(page.locator("h1")).to_have_text("Phiên đăng nhập đã hết")
    page.locator("main a.fill-indigo").click()
    logs_in_again(page, "vy")

    expect(options.nth(1)).to_be_checked()
    expect(saved).to_contain_text("Đã lưu")
    page.reload()
    expect(options.nth(1)).to_be_checked()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_translation_survives_the_end_of_the_session(people: People) -> None:
    page = people("ha")
    page.goto("/vi/sops/MSC-SOP-ENV-004/translate/vi/?show=translate")
    address = f"{page.url}&at={page.locator('form[data-segment] input[name=at]').input_value()}"
    page.goto(address)
    words = page.locator("#words")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        words.fill("Bản dịch đang gõ dở")

    page.context.clear_cookies(name="sessionid")
    words.fill("Bản dịch đang gõ dở, thêm vài chữ")
    expect(page.locator("[data-refusal]")).to_contain_text("Phiên đăng nhập đã hết")

    page.goto("/accounts/login/")
    logs_in_again(page, "ha")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.goto(address)
    expect(words).to_have_value("Bản dịch đang gõ dở, thêm vài chữ")
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(words).to_have_value("Bản dịch đang gõ dở, thêm vài chữ")
