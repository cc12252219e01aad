"""Steps 9 and 10: who may do the work on a day, by what proof, in a pack that needs no server."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.story import NUMBER, PASSWORD, done


def confirms(approver: Page, learner: str) -> None:
    """QA looks at the proof and signs that the person is qualified; the page leads there from the matrix."""
    open_cell(approver, learner, None)
    approver.locator("#o a[href*='/audit/people/']").first.click()
    approver.locator("a[href$='/confirm/']").click()
    approver.goto(f"{approver.url}?sop={NUMBER}")
    approver.fill("[name=password]", PASSWORD)
    approver.locator("main form button.fill-indigo").click()
    done(approver)


def open_cell(page: Page, person: str, day: dt.date | None) -> None:
    """The matrix as of a day, narrowed to the person; the cell of our SOP is opened."""
    as_of = f"&as_of={day:%Y-%m-%d}" if day else ""
    page.goto(f"/vi/audit/matrix/?stage=ISO&q={person}{as_of}")
    page.locator(f"table[data-matrix] td a[href*='{NUMBER}']").first.click()
    expect(page.locator("#o")).to_contain_text(NUMBER)


def status(page: Page, person: str, day: dt.date) -> str:
    open_cell(page, person, day)
    return page.locator(f"table[data-matrix] td a[href*='{NUMBER}']").first.get_attribute("data-state") or ""


def takes_pack(page: Page, person: str, folder: Path) -> None:
    """An evidence pack, checked with plain Python away from the server."""
    open_cell(page, person, None)
    page.locator("#o a[href*='/audit/packs/']").first.click()
    with page.expect_download() as download:
        page.locator("main form button.fill-indigo").first.click()
    pack = folder / "pack.zip"
    download.value.save_as(pack)
    inside = folder / "pack"
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(inside)
    check = next(inside.rglob("verify.py"))
    proved = subprocess.run(
        [sys.executable, "-I", str(check)], cwd=check.parent, capture_output=True, text=True, check=False
    )
    assert proved.returncode == 0, proved.stdout + proved.stderr


def trail_is_whole(page: Page) -> None:
    page.goto("/vi/audit/trail/")
    expect(page.locator("main")).to_contain_text("certificate", ignore_case=True)
