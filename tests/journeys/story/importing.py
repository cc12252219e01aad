"""Steps 1 and 2: the sender's Word file becomes a draft, and the draft gets its critical parameter in the editor."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.story import NUMBER


def is_refused(page: Page, name: str, data: bytes) -> None:
    """One sentence at the field; nothing staged."""
    page.goto("/vi/sops/import/")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.locator("main .error-text")).to_be_visible()
    expect(page).to_have_url(re.compile("/vi/sops/import/$"))


def uploads(page: Page, file: Path) -> None:
    """Upload and look: what is in it, what did not come through; documents are untouched."""
    page.goto("/vi/sops/import/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url(re.compile(r"/vi/sops/import/\d+/"))
    expect(page.locator("#losses")).to_be_visible()


def accepts_as_new(page: Page) -> None:
    page.fill("[name=number]", NUMBER)
    page.select_option("[name=stage]", "ISO")
    page.fill("[name=title_vi]", "Quy trình phân lập tế bào gốc trung mô từ mô mỡ")
    page.locator("[name=products][value=AD]").check()
    page.locator("[name=languages][value=vi]").check()
    _accept(page)


def accepts_as_revision(page: Page) -> list[str]:
    """The file names its number, so it is compared with the version in force.

    Returns the signs of the changes shown.
    """
    expect(page.locator("#accept")).to_contain_text(NUMBER)
    signs = [sign.split()[0] for sign in page.locator("ol.diff > li > .sign").all_inner_texts()]
    _accept(page)
    return signs


def _accept(page: Page) -> None:
    if page.locator("[name=losses_read]").count():
        page.locator("[name=losses_read]").check()
    page.locator("#accept form[method=post] button.fill-indigo").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))


def types_a_parameter(page: Page, step: str, name: str, value: str, unit: str) -> None:
    """In Wagtail: the step with these words gets a typed critical parameter; the draft is saved."""
    page.wait_for_load_state("networkidle")
    area = page.evaluate(
        "words => [...document.querySelectorAll('textarea')].find(area => area.value.includes(words)).id", step
    )
    block = area.removesuffix("-text")
    page.locator(
        f"[data-contentpath=parameters]:has(input[name='{block}-parameters-count']) button[data-streamfield-list-add]"
    ).first.click()
    prefix = f"#{block}-parameters-0-value"
    page.fill(f"{prefix}-name", name)
    page.select_option(f"{prefix}-comparator", "=")
    page.fill(f"{prefix}-value", value)
    page.fill(f"{prefix}-unit", unit)
    # not one of the editor's own saves: those answer in JSON and may hold less
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
    ) as saved:
        page.locator("button.action-save").first.click()
    assert saved.value.status < 400, saved.value.status
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"{prefix}-value")).to_have_value(value)
    page.goto("/vi/")  # an open editor compares its whole form again and again
