"""Step 7, last part: observed practice. The assessor records and signs, then the learner signs on the same record."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.story import NUMBER, PASSWORD, done
from tests.journeys.story.learning import CHECKLIST


def records(assessor: Page, learner: str, kind: str, *, measured: str = "60", missed: bool = False) -> str:
    """One record, every line met unless `missed`. Returns its address."""
    assessor.goto("/vi/practice/")
    assessor.select_option(
        "[name=person]", label=assessor.locator("[name=person] option", has_text=learner).first.inner_text()
    )
    assessor.select_option("[name=what]", value=CHECKLIST)
    assessor.locator("form:has([name=what]) button").first.click()
    assessor.wait_for_url(f"**/{CHECKLIST}/")
    expect(assessor.locator("main")).to_contain_text(NUMBER)
    assessor.locator(f"[name=kind][value={kind}]").check()
    for line in assessor.locator("fieldset.checklist-line:has(input[value=met])").all():
        line.locator("input[value=met]").check()
    if missed:
        assessor.locator("fieldset.checklist-line:has(.chip.amber) input[value=missed]").first.check()
    for value in assessor.locator("input[name^='m-']").all():
        value.fill(measured)
    assessor.fill("[name=batch]", "TL-090-1")
    assessor.fill("[name=password]", PASSWORD)
    assessor.get_by_role("button", name="Ký").click()
    assessor.wait_for_url("**/practice/*-*/")
    return assessor.url


def accepts(learner: Page, record: str) -> None:
    learner.goto(record)
    learner.fill("[name=password]", PASSWORD)
    learner.locator("#sign button.fill-indigo").click()
    done(learner)
