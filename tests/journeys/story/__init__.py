"""The main story of the product, one module for each room it passes through; `test_main_story` tells them in order."""

from __future__ import annotations

from playwright.sync_api import Page, expect

NUMBER = "MSC-SOP-ISO-090"  # the sender's SOP-ISO-001 under our own number
ADDRESS = f"/vi/sops/{NUMBER}/"
PASSWORD = "mescells-demo"


def done(page: Page) -> None:
    """The page says that the act happened; nothing on it says that it did not."""
    expect(page.locator(".toast").first).to_be_visible()
    expect(page.locator(".error-summary, .note.plum[role=alert]")).to_have_count(0)
