from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.journeys.server import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "mescells-demo"


@pytest.fixture(scope="session")
def demo_server(loaded_demo: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, served."""
    with closing(Server(tmp_path_factory.mktemp("served"), "served")) as server:
        server.prepare_like(loaded_demo)
        server.start()
        yield server


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium, for one test: while it runs, its event loop forbids Django's database to every test of this process."""
    if CHROMIUM is None:
        assert not os.environ.get("CI_MUST_NOT_SKIP"), "Chromium is not on this machine: CI must not skip the journeys"
        pytest.skip("Chromium is not on this machine; `python -m tests.machine` says how to get it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class People:
    """The people of a journey, each with a browser window of their own, logged in when first asked for."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.windows: dict[str, tuple[BrowserContext, Page]] = {}

    def __call__(self, who: str) -> Page:
        if who not in self.windows:
            context = self._window()
            page = context.new_page()
            page.goto("/accounts/login/")
            page.fill("input[name=login]", f"{who}@demo.test")
            page.fill("input[name=password]", PASSWORD)
            page.locator("form:has(input[name=password]) button").first.click()
            page.wait_for_url(lambda url: "/accounts/login" not in url)
            self.windows[who] = (context, page)
        return self.windows[who][1]

    def again(self, who: str) -> Page:
        """The browser was closed and is opened again: only its cookies are still there."""
        context, _page = self.windows.pop(who)
        kept = context.storage_state()
        context.close()
        context = self._window({"cookies": kept["cookies"], "origins": []})
        self.windows[who] = (context, context.new_page())
        return self.windows[who][1]

    def _window(self, kept: StorageState | None = None) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.server.url, locale="vi-VN", viewport={"width": 1440, "height": 900}, storage_state=kept
        )
        context.set_default_timeout(15_000)
        return context

    def stranger(self) -> Page:
        context = self.browser.new_context(base_url=self.server.url, locale="vi-VN")
        self.windows["stranger"] = (context, context.new_page())
        return self.windows["stranger"][1]

    def close(self) -> None:
        for context, _page in self.windows.values():
            context.close()


@pytest.fixture
def people(browser: Browser, demo_server: Server) -> Iterator[People]:
    them = People(browser, demo_server)
    yield them
    them.close()
