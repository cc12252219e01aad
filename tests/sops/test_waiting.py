"""What waits at the documents: drafts, translations, candidates, periodic reviews, versions to come."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.days import add_months
from sops import waiting
from sops.domain.drafts import save_draft
from sops.domain.release import return_to_draft, review
from sops.domain.submission import submit
from sops.domain.translation import comment_segment, return_segment, save_translation, verify_segment
from sops.queries import draft_content
from staff.enums import Kind
from staff.values import set_value
from tests.factories import facts
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
WORDS = {"b1.text": "Ủ ở 37 °C trong 30 phút.", "b1.title": "Ủ", "b2.text": "Ghi lại.", "s1.title": "Các bước"}


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def rewritten(sop, by):
    """The draft with another sentence in its paragraph."""
    content = draft_content(sop)
    content["blocks"][2]["text"] = "記録し、署名する。"
    save_draft(sop, content, by=by)


def test_draft_that_says_what_the_version_says_is_nobodys_work() -> None:
    team, sop = way.team(), way.draft()
    way.approved(sop, team)

    assert waiting.drafts_in_work() == []


def test_saving_the_same_again_makes_no_work() -> None:
    team, sop = way.team(), way.draft()
    way.approved(sop, team)
    save_draft(sop, draft_content(sop), by=team.author)

    assert waiting.drafts_in_work() == []


def test_edition_named_only_at_submission_is_no_difference() -> None:
    team, sop = way.team(), way.draft()
    way.translated(sop, team)
    submit(
        sop, by=team.author, proof=make.proof(team.author), change_reason={"vi": "Ban hành."}, source_version="第9版"
    )
    save_draft(sop, draft_content(sop), by=team.author)

    assert waiting.drafts_in_work() == []


def test_changed_draft_is_work_and_only_its_changed_text_is_open() -> None:
    team, sop = way.team(), way.draft()
    release = way.approved(sop, team)
    rewritten(sop, team.author)

    draft = waiting.drafts_in_work()[0]
    work = waiting.translation_work([draft])

    assert (draft.sop, draft.newest, draft.returned) == (sop, release.version, None)
    assert [(row.language, row.untranslated, row.verified, row.total) for row in work] == [("vi", 1, 5, 6)]


def test_new_draft_is_work_for_every_required_language() -> None:
    sop = way.draft()
    sop.languages = ["ja", "vi", "en"]
    sop.save()

    work = waiting.translation_work(waiting.drafts_in_work())

    assert [(row.language, row.to_translate, row.total) for row in work] == [("vi", 6, 6), ("en", 6, 6)]


def test_returned_candidate_comes_with_its_reason() -> None:
    team, sop = way.team(), way.draft()
    return_to_draft(way.submitted(sop, team), by=team.reviewer, reason="Sai thông số")

    draft = waiting.drafts_in_work()[0]

    assert draft.returned is not None
    assert (draft.returned.reason, draft.returned.by) == ("Sai thông số", team.reviewer.person)


def test_draft_with_an_unfinished_parameter_is_work_like_any_other() -> None:
    team, sop = way.team(), way.draft()
    way.approved(sop, team)
    page = sop.page.get_latest_revision_as_object()
    raw = page.body.get_prep_value()
    raw[1]["value"]["parameters"][0]["value"]["value"] = ""
    page.body = raw
    page.save_revision()

    (work,) = waiting.translation_work(waiting.drafts_in_work())

    assert (work.sop, work.verified, work.total) == (sop, 6, 6)


def test_texts_are_counted_by_what_is_to_be_done_with_them() -> None:
    sop, translator, reviewer = way.draft(), make.user("translator"), make.user("technical_reviewer")
    for path, text in WORDS.items():
        save_translation(sop, "vi", path, text, by=translator)
    verify_segment(sop, "vi", "s1.title", by=reviewer)
    return_segment(sop, "vi", "b2.text", by=reviewer, comment="Dùng thuật ngữ của bảng từ")
    comment_segment(sop, "vi", "b1.text", by=translator, text="37 hay 37,0?")

    work = waiting.translation_work(waiting.drafts_in_work())[0]

    assert (work.verified, work.returned, work.untranslated, len(work.translated)) == (1, 1, 2, 2)
    assert work.to_translate == 3
    assert work.questions == 2


def test_texts_to_verify_depend_on_who_looks() -> None:
    sop, translator, other = way.draft(), make.user("technical_reviewer"), make.user("qa_approver")
    for path in ("b1.text", "b2.text"):  # the first is critical: it carries a parameter
        save_translation(sop, "vi", path, WORDS[path], by=translator)

    work = waiting.translation_work(waiting.drafts_in_work())[0]

    assert work.to_verify(translator.person_id, may_verify_critical=True) == 0
    assert work.to_verify(other.person_id, may_verify_critical=False) == 1
    assert work.to_verify(other.person_id, may_verify_critical=True) == 2


def test_translation_of_an_older_source_does_not_count() -> None:
    sop, author = way.draft(), make.user("trainer")
    save_translation(sop, "vi", "b2.text", WORDS["b2.text"], by=make.user("translator"))
    rewritten(sop, author)

    work = waiting.translation_work(waiting.drafts_in_work())[0]

    assert (work.untranslated, work.translated) == (6, [])


def test_candidates_wait_since_their_last_signature_the_oldest_first() -> None:
    team = way.team()
    first, second = way.draft("MSC-SOP-ISO-401"), way.draft("MSC-SOP-ISO-402")
    submitted, reviewed = way.submitted(first, team), way.submitted(second, team)
    review(reviewed, by=team.reviewer, proof=make.proof(team.reviewer))
    returned = way.submitted(way.draft("MSC-SOP-ISO-403"), team)
    return_to_draft(returned, by=team.reviewer, reason="x")
    way.approved(way.draft("MSC-SOP-ISO-404"), team)

    found = waiting.candidates_waiting()

    assert [(row.version, row.reviewed) for row in found] == [(submitted, False), (reviewed, True)]
    assert [row.since for row in found] == [submitted.submitted_at, reviewed.events.get(kind="reviewed").at]


@pytest.mark.parametrize(("ago", "listed"), [(0, True), (60, True), (61, False)])
def test_periodic_review_is_listed_from_sixty_days_before_its_day(ago: int, listed: bool) -> None:
    due = days(ago)
    version = docs.released(effective_on=add_months(due, -24))

    found = waiting.periodic_reviews(TODAY)

    assert [(row.version, row.due) for row in found] == (
        [(version, add_months(version.release.effective_on, 24))] if listed else []
    )


def test_periodic_review_takes_the_interval_of_the_day_the_version_began() -> None:
    docs.released(effective_on=days(-400))
    set_value("review_months", 12, by=make.user("admin"), valid_from=TODAY, reason="Rút ngắn")

    assert waiting.periodic_reviews(TODAY) == []
    assert [row.due for row in waiting.periodic_reviews(days(700))] == [add_months(days(-400), 24)]


def test_versions_to_come_are_approved_not_begun_not_withdrawn() -> None:
    sop = facts.sop()
    facts.version(sop, TODAY)
    coming = facts.version(sop, days(5), known=clock.now())
    facts.withdrawn(facts.version(facts.sop(), days(3), known=clock.now()), days(1), clock.now())

    assert waiting.coming_releases(TODAY) == [coming.release]


def test_people_without_a_training_plan_are_staff_whom_no_role_asks_anything() -> None:
    planned, idle, gone, guest = (
        make.person("An"),
        make.person("Bình"),
        make.person("Chi", employed_to=days(-1)),
        make.person("Đan"),
    )
    guest.kind = Kind.SU_EXPERT
    guest.save()
    role, empty = make.job_role(), make.job_role()
    facts.requires(role, facts.sop())
    make.assignment(planned, role)
    make.assignment(idle, empty)
    make.assignment(gone, empty)

    assert waiting.without_training_plan(TODAY) == [idle]


def test_length_to_read_is_that_of_the_language_read() -> None:
    version = docs.released()
    vi = sum(len(row.text) for row in version.segments.filter(language="vi"))

    assert waiting.reading_lengths([version.pk], "vi") == {version.pk: vi}
    assert waiting.reading_lengths([version.pk], "en") == {}


def _queries() -> int:
    with CaptureQueriesContext(connection) as found:
        waiting.translation_work(waiting.drafts_in_work())
        waiting.candidates_waiting()
        waiting.periodic_reviews(TODAY)
        waiting.coming_releases(TODAY)
    return len(found)


def test_the_number_of_queries_does_not_grow() -> None:
    team = way.team()
    way.draft("MSC-SOP-ISO-500")
    way.submitted(way.draft("MSC-SOP-ISO-501"), team)
    docs.released(effective_on=days(-800))
    few = _queries()
    for n in range(30):
        way.draft(f"MSC-SOP-CUL-{500 + n}")
    for n in range(3):
        way.submitted(way.draft(f"MSC-SOP-QC-{500 + n}"), team)
        docs.released(effective_on=days(-800))

    assert _queries() == few
