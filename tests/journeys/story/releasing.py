"""Step 4 and 5: submit, review, approve; each a signature of another person, each refusal seen."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page, expect

from tests.journeys.story import ADDRESS, PASSWORD, done


def submits(page: Page, reason: str, *, edition: str) -> None:
    """The author freezes the draft."""
    page.goto(f"{ADDRESS}release/")
    assert page.locator("#submit_source_version").count(), page.locator(
        "main"
    ).inner_text()  # the page says what is still missing
    page.fill("#submit_source_version", edition)
    page.fill("#submit_change_reason_vi", reason)
    page.fill("#submit_password", PASSWORD)
    page.locator("form[action$='/submit/'] button.fill-indigo").click()
    done(page)


def wrong_password_signs_nothing(page: Page, act: str) -> None:
    """A sentence at the field, and the signature still missing."""
    page.goto(f"{ADDRESS}release/")
    page.fill(f"#{act}_password", "not the password")
    page.locator(f"form[action$='/{act}/'] button.fill-indigo").click()
    expect(page.locator(f"form[action$='/{act}/'] .error-text").first).to_be_visible()
    expect(page.locator(f"#{act}_password")).to_be_visible()


def reviews(page: Page) -> None:
    page.goto(f"{ADDRESS}release/?show=text")
    page.fill("#review_password", PASSWORD)
    page.locator("form[action$='/review/'] button.fill-indigo").click()
    done(page)


def author_cannot_approve(page: Page) -> None:
    """The page offers the author nothing to sign; the server refuses a request made by hand."""
    page.goto(f"{ADDRESS}release/")
    assert page.locator("form[action$='/approve/']").count() == 0
    answer = page.request.post(
        f"{ADDRESS}release/approve/",
        form={
            "csrfmiddlewaretoken": page.locator("input[name=csrfmiddlewaretoken]").first.input_value(),
            "password": PASSWORD,
        },
    )
    assert answer.status == 403


def approves(page: Page, day: dt.date, *, early: str = "") -> None:
    """QA chooses the first day, sees whom it touches, signs; a double click makes one release."""
    page.goto(f"{ADDRESS}release/?other={day:%Y-%m-%d}")
    if early:
        page.fill("#approve_early_reason", early)
    page.fill("#approve_password", PASSWORD)
    page.locator("form[action$='/approve/'] button.fill-indigo").dblclick()
    done(page)


def number_of_versions(page: Page) -> int:
    page.goto(f"{ADDRESS}release/")
    return page.locator(f"a[href*='{ADDRESS}v/']").count()
