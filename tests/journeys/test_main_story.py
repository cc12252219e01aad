"""The main story of the product, steps 1 to 10, in the browser and in Vietnamese: from a Japanese Word file to an
auditor's answer.

Nothing is prepared behind the pages: the demo is loaded, and everything the story needs is typed by its people.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import People
from tests.journeys.story import ADDRESS, auditing, certifying, importing, learning, practising, releasing, translating

LEARNER = "Trần Minh Khuê"
STEP = "45分間振とう"
SOURCE = Path(__file__).resolve().parents[1] / "data" / "ja"


@pytest.mark.browser
@pytest.mark.slow
def test_from_a_word_file_to_the_auditors_answer(people: People, tmp_path: Path) -> None:
    today = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    bao, ha, kobayashi, duong = people("bao"), people("ha"), people("kobayashi"), people("duong")
    khue, sato, hoang, auditor = people("khue"), people("sato"), people("hoang"), people("auditor")

    # 1, 2  the Word file comes in; the draft gets its critical parameter
    importing.is_refused(bao, "SOP.docx", (SOURCE / "SOP-ISO-001_rev1.docx").read_bytes()[:20_000])
    importing.uploads(bao, SOURCE / "SOP-ISO-001_rev1.docx")
    importing.accepts_as_new(bao)
    importing.types_a_parameter(bao, "60分間振とう", "酵素処理時間", "60", "min")

    # 3  translated by one person, verified by another
    texts = translating.dictionary()
    translating.types_some(ha, texts)
    assert translating.sends_the_rest(ha, texts) > 200
    translating.cannot_verify_own(ha)
    translating.a_wrong_digit_is_caught(ha, "60分間", "60", "50")
    assert translating.verifies_all(kobayashi) > 200

    # 4, 5  three signatures by three people; refusals sign nothing
    releasing.submits(bao, "Ban hành lần đầu theo tài liệu gốc.", edition="第1版")
    releasing.wrong_password_signs_nothing(kobayashi, "review")
    releasing.reviews(kobayashi)
    releasing.author_cannot_approve(bao)
    releasing.wrong_password_signs_nothing(duong, "approve")
    releasing.approves(duong, today)
    assert releasing.number_of_versions(duong) == 1

    # 6, 7  required, read, taught, tested, practised
    learning.requires(bao, "Chuyên viên nuôi cấy", today)
    learning.reads_and_signs(khue)
    quiz = learning.writes_quiz(bao)
    learning.writes_checklist(bao)
    learning.writes_course(bao, learning.block_of(bao, "60"))
    learning.takes_course(khue)
    attempt = learning.starts(khue, quiz)
    learning.answers(khue, attempt, range(1, 4))
    khue = people.again("khue")  # the browser was closed in the middle
    learning.answers(khue, attempt, range(4, 6))
    learning.submits(khue, attempt)
    for kind in ("run", "assessment"):
        practising.accepts(khue, practising.records(sato, LEARNER, kind))

    # 8  one certificate, checked by a stranger with other tools
    certificate = certifying.issues(hoang, LEARNER)
    file = certifying.downloads(hoang, certificate, tmp_path)
    printed = " ".join(certifying.text_of(file).split())
    assert LEARNER in printed
    assert "脂肪組織由来間葉系幹細胞の分離" in printed
    sealed = certifying.signature_of(file)
    assert "Signature is Valid" in sealed
    assert "Total document signed" in sealed
    public = certifying.code_of(file, tmp_path)
    stranger = people.stranger()
    certifying.checks_out(stranger, public, "hợp lệ")
    certifying.file_checks_out(stranger, file, "hợp lệ")
    expect_hours(khue)

    # 10  the auditor's answer before the revision
    auditing.confirms(duong, LEARNER)
    assert auditing.status(auditor, LEARNER, today) == "valid"

    # 9  edition 2 arrives; what changed decides who must do what again, from its first day on
    first_day = today + dt.timedelta(days=10)
    importing.uploads(bao, SOURCE / "SOP-ISO-001_rev2.docx")
    signs = importing.accepts_as_revision(bao)
    assert "↕" in signs, "the moved step is moved, not removed and added"
    importing.types_a_parameter(bao, STEP, "酵素処理時間", "45", "min")
    more = translating.dictionary(translating.SECOND_EDITION)
    assert translating.sends_the_rest(ha, more) == 23, "every verified text of edition 1 carried over"
    translating.verifies_all(kobayashi)
    releasing.submits(bao, "Rút ngắn thời gian xử lý enzym theo bản gốc lần 2.", edition="第2版")
    releasing.reviews(kobayashi)
    releasing.approves(duong, first_day, early="Bên chuyển giao đã áp dụng; đào tạo lại trước ngày hiệu lực.")
    assert releasing.number_of_versions(duong) == 2
    assert auditing.status(auditor, LEARNER, today) == "valid"
    assert auditing.status(auditor, LEARNER, first_day - dt.timedelta(days=1)) == "valid"
    assert auditing.status(auditor, LEARNER, first_day) != "valid"
    khue.goto(ADDRESS)
    expect(khue.locator(".banner").first).to_contain_text("v1")

    # 8, 10  revoked for all to see; a pack that proves itself; an unbroken trail
    certifying.revokes(hoang, certificate, "Cấp nhầm khóa học")
    certifying.checks_out(stranger, public, "thu hồi")
    auditing.takes_pack(auditor, LEARNER, tmp_path)
    auditing.trail_is_whole(auditor)


def expect_hours(learner: object) -> None:
    """The hours of the certificate stand in the learner's own record."""
    learner.goto("/vi/me/")  # type: ignore[attr-defined]
    expect(learner.locator("main")).to_contain_text("120")  # type: ignore[attr-defined]
    expect(learner.locator("main")).to_contain_text("Phân lập tế bào gốc trung mô từ mô mỡ")  # type: ignore[attr-defined]
