"""Pages on a phone: nothing runs out of the window at 390 and 320 px, every Japanese text says that it is Japanese, and
no rule of WCAG that a machine can check is broken, light or dark.
"""

from __future__ import annotations

import mimetypes
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Route, sync_playwright

from core import clock
from staff.models import User
from tests.factories import courses
from tests.factories import release as way
from tests.factories import sops as make
from tests.factories import staff as people
from tests.journeys.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.django_db
SITE = "http://site.test"
LONG_NAME = "Nguyễn Phước Quý Bảo Châu Tôn Nữ Hoàng Phượng Quỳnh Như Ngọc"
LONG_TITLE = {
    "vi": "Quy trình phân lập, nuôi cấy tăng sinh và bảo quản đông lạnh tế bào gốc trung mô từ mô mỡ và mô dây rốn",
    "ja": "脂肪組織及び臍帯組織由来間葉系幹細胞の分離、拡大培養並びに凍結保存に関する標準作業手順書",
}
RESULTS: dict[str, Any] = {"resultTypes": ["violations"]}
# what stands outside the window although nothing lets one scroll to it, and Japanese letters under no lang="ja"
FAULTS = r"""() => {
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px wide`] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const japanese = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const marked = text.parentElement.closest("[lang]")?.lang.startsWith("ja");
    if (/[\u3040-\u30ff\u3400-\u9fff]/.test(text.data) && !marked) japanese.push(text.data.trim());
  }
  return [...wide, ...japanese];
}"""


@pytest.fixture
def pages(client: Client) -> dict[str, bytes]:
    """Rendered pages of a person and a document with the longest of names."""
    if CHROMIUM is None:
        assert not os.environ.get("CI_MUST_NOT_SKIP"), "Chromium is not on this machine: CI must not skip this"
        pytest.skip("Chromium is not on this machine; `python -m tests.machine` says how to get it")
    who: User = people.user(
        "learner", "trainer", "translator", "auditor", "admin", person=people.person(LONG_NAME, kanji_name="小林 由美")
    )
    client.force_login(who)
    sop = make.sop(titles=LONG_TITLE)
    make.released(sop, clock.today())
    waiting = make.candidate(make.sop(titles=LONG_TITLE)).sop
    draft = way.draft("MSC-SOP-CUL-702")
    quiz = courses.quiz()
    paths = [
        "/accounts/login/", "/vi/sops/", f"/vi/sops/?q={LONG_TITLE['ja'][:4]}", f"/vi/sops/{sop.number}/?lang=vi,ja",
        f"/vi/sops/{sop.number}/lab/",
        f"/vi/sops/{waiting.number}/release/", "/vi/sops/new/", "/vi/requirements/", "/vi/courses/",
        f"/vi/quizzes/{quiz.pk}/", "/vi/practice/",
        "/vi/classes/", "/vi/desk/", "/vi/me/", "/vi/certificates/", "/verify/", "/verify/7K4Q-2W9D-MX3T/",
        "/vi/people/", f"/vi/people/{who.person_id}/",
        "/vi/people/access/", "/vi/settings/", "/vi/nothing/", f"/vi/sops/{draft.number}/translate/vi/",
        "/vi/transfer/", "/vi/me/hours/add/",
        "/vi/audit/matrix/", f"/vi/audit/people/{who.person_id}/", "/vi/audit/trail/", "/vi/audit/packs/",
    ]  # fmt: skip
    return {path: client.get(path, follow=True).content for path in paths}


def test_no_page_runs_out_of_a_phone_or_breaks_a_rule_of_wcag(pages: dict[str, bytes]) -> None:
    # a thread of its own: the event loop of Playwright would forbid Django its database in this one
    with ThreadPoolExecutor(1) as aside:
        found = aside.submit(_faults, pages).result()

    assert found == {}


def _faults(pages: dict[str, bytes]) -> dict[str, Any]:
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.url.removeprefix(SITE) in bodies:
            route.fulfill(body=bodies[route.request.url.removeprefix(SITE)], content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=str(file), content_type=mimetypes.guess_type(path)[0] or "font/woff2")
        else:
            route.fulfill(status=404)

    bodies = {f"/{place}": body for place, body in enumerate(pages.values())}
    found: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
        page.route("**/*", answer)
        for place, path in enumerate(pages):
            page.goto(f"{SITE}/{place}")
            page.add_style_tag(
                content="* { transition: none !important }"
            )  # no colour is looked at on its way to another
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 844})
                if faults := page.evaluate(FAULTS):
                    found[f"{path} at {width}"] = faults
            for scheme, rules in ("light", {}), ("dark", {"runOnly": ["color-contrast"]}):
                page.emulate_media(color_scheme=scheme)
                if broken := [
                    (rule["id"], rule["nodes"][0]["html"][:200])
                    for rule in Axe().run(page, options=RESULTS | rules).response["violations"]
                ]:
                    found[f"{path}, {scheme}"] = broken
        browser.close()
    return found
