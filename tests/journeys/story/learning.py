"""Steps 6 to 8: what a job role must know, reading and signing, a course with its quiz,
an answer that outlives the browser.
"""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.story import ADDRESS, NUMBER, PASSWORD, done

COURSE = "phan-lap-090"
QUIZ = "tu-hoc-090"
CHECKLIST = "thuc-hanh-090"
# question, type, fields of the trainer's form, the learner's answer
QUESTIONS = [
    (
        "single",
        {"text_vi": "Lắc ống ly tâm ở nhiệt độ nào?", "entries_vi": "*37 ± 1 °C\n25 ± 1 °C\n4 ± 1 °C"},
        "37 ± 1 °C",
    ),
    (
        "multiple",
        {"text_vi": "Trước khi xử lý phải kiểm tra những gì?", "entries_vi": "*Nhãn\n*Hồ sơ nhiệt độ\nMàu áo"},
        ["Nhãn", "Hồ sơ nhiệt độ"],
    ),
    ("true_false", {"text_vi": "Mô lấy quá 24 giờ vẫn được xử lý.", "truth": "false"}, "false"),
    (
        "numeric",
        {"text_vi": "Lắc ống ly tâm trong bao nhiêu phút?", "value": "60", "tolerance": "0", "unit": "phút"},
        "60",
    ),
    (
        "ordering",
        {"text_vi": "Xếp các công đoạn theo thứ tự.", "entries_vi": "Rửa mô\nXử lý enzym\nThu hoạch\nGieo tế bào"},
        None,
    ),
]


def requires(page: Page, role: str, day: dt.date) -> None:
    """From this day the job role must know the SOP: read, quiz, one supervised run, assessment."""
    page.goto("/vi/requirements/")
    page.select_option("[name=job_role]", label=role)
    page.select_option("[name=sop]", value=page.locator("[name=sop] option", has_text=NUMBER).get_attribute("value"))
    page.select_option("[name=depth]", "practical")
    page.fill("[name=runs]", "1")
    page.fill("[name=valid_from]", f"{day:%Y-%m-%d}")
    page.locator("main form button.fill-indigo").click()
    done(page)


def reads_and_signs(page: Page, *, language: str = "vi") -> None:
    """Reads the version in force, signs once with a wrong password (nothing happens), once with the right one."""
    page.goto(f"{ADDRESS}?lang={language}")
    expect(page.locator(".banner").first).to_be_visible()
    form = page.locator("form[action*='/read/']")
    for password in ("wrong", PASSWORD):
        form.locator("[name=password]").fill(password)
        form.locator("button.fill-indigo").click()
        if password == "wrong":
            expect(form.locator(".error-text").first).to_be_visible()
    expect(page.locator("form[action*='/read/']")).to_have_count(0)


def writes_quiz(page: Page) -> str:
    """The trainer's desk: a quiz on the SOP with a question of every kind the story needs. Returns its address."""
    page.goto("/vi/desk/quizzes/add/")
    page.fill("[name=title_vi]", "Bài kiểm tra phân lập")
    page.fill("[name=slug]", QUIZ)
    page.select_option("[name=sop]", value=page.locator("[name=sop] option", has_text=NUMBER).get_attribute("value"))
    page.fill("[name=sop_version]", "1")
    page.fill("[name=wait_hours]", "0")
    page.locator("main form button.fill-indigo").click()
    page.wait_for_url("**/desk/quizzes/*/")
    desk = page.url
    step = None
    for kind, fields, _answer in QUESTIONS:
        page.goto(f"{desk}{kind}/")
        for name, value in fields.items():
            field = page.locator(f"[name={name}]")
            field.select_option(value) if name == "truth" else field.fill(value)
        # every question leads back to the step it tests
        step = step or page.locator("[name=block] option", has_text="60").first.get_attribute("value")
        page.select_option("[name=block]", value=step)
        page.locator("main form button.fill-indigo").click()
        page.wait_for_url(desk)
    return f"/vi/quizzes/{desk.rstrip('/').rsplit('/', 1)[1]}/"


def writes_checklist(page: Page) -> None:
    """Lines and limits come from the version; the trainer keeps the steps that are observed."""
    page.goto(f"/vi/desk/checklists/{NUMBER}/")
    page.fill("[name=title_vi]", "Thực hành phân lập")
    page.fill("[name=slug]", CHECKLIST)
    page.fill("[name=runs_required]", "1")
    steps = page.locator("[name=steps]")
    for box in steps.all()[6:]:
        if not _is_measured(page, box.get_attribute("value") or ""):
            box.uncheck()
    page.locator("main form button.fill-indigo").click()
    done(page)


def _is_measured(page: Page, step: str) -> bool:
    return page.locator(f"[name=critical][value='{step}']").is_checked()


def writes_course(page: Page, step: str) -> None:
    """A course page in Wagtail with one lesson that shows a step of the SOP as it is in force."""
    page.goto("/admin/")
    page.get_by_role("link", name="Khóa học").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
    shelf = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/admin/pages/add/courses/coursepage/{shelf}/")
    page.fill("#id_title", "Phân lập tế bào gốc trung mô từ mô mỡ")
    page.fill("#id_title_ja", "脂肪組織由来間葉系幹細胞の分離")
    page.fill("#id_code", "MSC-CME-090")
    page.fill("#id_theory_periods", "4")
    page.fill("#id_credit_hours", "4")
    page.select_option(
        "#id_final_quiz", label=page.locator("#id_final_quiz option", has_text="Bài kiểm tra phân lập").inner_text()
    )
    page.select_option(
        "#id_checklist", label=page.locator("#id_checklist option", has_text="Thực hành phân lập").inner_text()
    )
    course = _publish(page, COURSE)
    page.goto(f"/admin/pages/add/courses/lessonpage/{course}/")
    page.fill("#id_title", "Xử lý enzym")
    page.fill("#id_key", "enzym")
    page.locator("button[title*='Thêm'], button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Bước của SOP").click()
    page.select_option("[name=body-0-value-sop]", NUMBER)
    page.locator(f"#body-0-value-block-step option[value='{step}']").wait_for(state="attached")
    page.select_option("#body-0-value-block-step", step)
    _publish(page, "")


def _publish(page: Page, slug: str) -> str:
    """Wagtail's own menu: publish. Returns the id of the page."""
    if slug:
        page.get_by_role("tab", name="Địa chỉ, tìm kiếm").click()
        page.fill("#id_slug", slug)
    page.locator("footer [data-w-dropdown-target=toggle], .footer button[aria-label]").first.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    return page.locator("[data-object-id]").first.get_attribute("data-object-id") or ""


def block_of(page: Page, value: str) -> str:
    """The stable id of the step whose critical parameter has this value, as the reader's page names it."""
    page.goto(ADDRESS)
    return page.locator("main [id^='b-']", has_text=re.compile(rf"{value}\s*phút")).first.get_attribute("id")[2:]  # type: ignore[index]


def takes_course(page: Page) -> None:
    page.goto(f"/vi/courses/{COURSE}/enzym/")
    expect(page.locator("main")).to_contain_text(NUMBER)
    page.locator("main form button.fill-indigo").click()


def starts(page: Page, quiz: str) -> str:
    page.goto(quiz)
    page.locator("main form button.fill-indigo").click()
    page.wait_for_url("**/attempts/*/")
    return page.url


def answers(page: Page, attempt: str, numbers: range, *, wrong: int = 0) -> None:
    """Answers the questions in these places; waits each time until the server has the answer."""
    for number in numbers:
        page.goto(f"{attempt}?q={number}")
        text = page.locator("h1.question").inner_text()
        kind, fields, answer = next(entry for entry in QUESTIONS if entry[1]["text_vi"] == " ".join(text.split()))
        if kind == "single":
            _option(page, str(answer)).check()
        elif kind == "multiple":
            for one in answer or []:
                _option(page, one).check()
        elif kind == "true_false":
            page.locator(f"input[name=value][value={answer}]").check()
        elif kind == "numeric":
            page.fill("#so", "45" if number == wrong else str(answer))
        else:
            _put_in_order(page, fields["entries_vi"].split("\n"))
        expect(page.locator("[data-autosave-text]")).to_contain_text("Đã lưu")


def _option(page: Page, text: str) -> Locator:
    """An option by its words; the page keeps figures and units together with spaces that do not break."""
    return page.get_by_label(re.compile(r"\s".join(map(re.escape, text.split()))))


def _put_in_order(page: Page, wanted: list[str]) -> None:
    """With the arrow buttons, as on a phone."""
    for place, text in enumerate(wanted):
        row = page.locator("[data-order] li", has_text=text)
        while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > place:
            row.locator("[data-move='-1']").click()


def submits(page: Page, attempt: str) -> None:
    page.goto(f"{attempt}?q=end")
    page.locator("[data-submit-form] button.fill-indigo").dblclick()
    page.wait_for_url(attempt)
    expect(page.locator("h1").first).to_contain_text("Đạt")
