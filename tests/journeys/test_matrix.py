"""The auditor's matrix under the hands: one tab stop, arrows, Enter opens the chain of proof, Escape closes it,
the address tells what is seen.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import People

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")


def test_matrix_by_keyboard(people: People) -> None:
    page = people("auditor")
    page.goto("/vi/audit/matrix/")
    cells = page.locator("table[data-matrix] td a")

    # one tab stop; arrows move, Home and End go to the ends of the line
    assert page.locator("table[data-matrix] td a[tabindex='0']").count() == 1
    cells.first.focus()
    here = focused(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert focused(page) != here
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    assert focused(page) == here
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    end = focused(page)
    assert page.locator("table[data-matrix] td a[tabindex='0']").get_attribute("aria-label") == end

    # Enter opens: the fragment comes, focus goes to its heading, the address names person and SOP
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("hx-target", "")))
    page.keyboard.press("Enter")
    expect(page.locator("#o h2")).to_be_focused()
    expect(page.locator("#o .now")).to_be_visible()
    assert "o" in asked
    assert re.search(r"[?&]person=\d+&sop=MSC-SOP-[A-Z]+-\d+", page.url)
    expect(page.locator("table[data-matrix] td a[aria-current]")).to_have_attribute("aria-label", end)

    # Escape closes, and focus is where it was
    page.keyboard.press("Escape")
    expect(page.locator("#o")).to_be_hidden()
    expect(page.locator("table[data-matrix] td a[tabindex='0']")).to_be_focused()
    assert focused(page) == end
    assert "person=" not in page.url

    # back in the browser opens it again; the address alone opens it too
    page.go_back()
    expect(page.locator("#o h2")).to_be_visible()
    address = page.url
    page.goto("/vi/audit/matrix/")
    page.goto(address)
    expect(page.locator("#o h2")).to_be_visible()


def test_filters_change_the_address_and_empty_ones_are_left_out(people: People) -> None:
    page = people("auditor")
    page.goto("/vi/audit/matrix/")

    page.locator("#stage").select_option("CRY")
    page.wait_for_url(re.compile(r"stage=CRY"))
    page.locator("#as_of").fill("15/06/2026")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"as_of=2026-06-15"))

    assert re.fullmatch(r".*/vi/audit/matrix/\?as_of=2026-06-15&stage=CRY", page.url)
    expect(page.locator("#as_of")).to_have_value("15/06/2026")
    expect(page.locator("p.segment")).to_contain_text("24:00")


def test_without_javascript_a_cell_opens_by_its_address(people: People) -> None:
    source = people("auditor")
    state = source.context.storage_state()
    context = people.browser.new_context(
        base_url=people.server.url, locale="vi-VN", storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/vi/audit/matrix/")

    page.locator("table[data-matrix] td a[data-state='valid']").first.click()
    assert page.locator("#o h2").is_visible()
    page.locator("#o [data-close]").click()
    assert page.locator("#o").is_hidden()
    context.close()
