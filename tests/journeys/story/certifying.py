"""Step 8: the certificate as the director issues it and as a stranger checks it, with tools that are not ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.story import PASSWORD


def issues(director: Page, learner: str) -> str:
    """Signs the certificate of the course; a double click makes one. Returns its address."""
    director.goto("/vi/certificates/")
    director.locator("main tr, main li", has_text=learner).locator("a[href*='/issue/course/']").first.click()
    director.fill("[name=decision_number]", "90/QĐ-VCN")
    director.fill(
        "[name=decision_on]", director.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Ho_Chi_Minh'})")
    )
    director.fill("[name=password]", PASSWORD)
    director.locator("main form button.fill-indigo").dblclick()
    director.wait_for_url(re.compile(r"/certificates/\d+/$"))
    return director.url


def downloads(page: Page, address: str, folder: Path) -> Path:
    file = folder / "certificate.pdf"
    file.write_bytes(page.request.get(f"{address}pdf/").body())
    return file


def text_of(file: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout


def signature_of(file: Path) -> str:
    return subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout


def code_of(file: Path, folder: Path) -> str:
    """What a camera reads on the paper."""
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", str(file), str(folder / "page")], check=True)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(folder / "page.png")], capture_output=True, text=True, check=True
    )
    return read.stdout.strip()


def checks_out(stranger: Page, address: str, state: str) -> None:
    """The public page, without log-in, says this."""
    stranger.goto(address)
    expect(stranger.locator("h1")).to_contain_text(state)


def file_checks_out(stranger: Page, file: Path, state: str) -> None:
    """The file itself, uploaded to the public page; a copy with one digit changed is found out."""
    stranger.goto("/verify/")
    stranger.set_input_files("input[type=file]", file)
    stranger.locator("form:has(input[type=file]) button").click()
    expect(stranger.locator("h1")).to_contain_text(state)


def revokes(director: Page, address: str, reason: str) -> None:
    director.goto(f"{address}revoke/")
    director.fill("[name=public_vi]", reason)
    director.fill("[name=reason]", f"{reason}, đã kiểm tra lại hồ sơ lớp.")
    director.fill("[name=password]", PASSWORD)
    director.locator("main form button.fill-indigo").click()
    director.wait_for_url(address)
