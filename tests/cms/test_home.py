"""The first page: for strangers what this is, for each role the work that waits for it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.today import Viewer, tasks_of
from core import clock
from core.days import add_months
from courses.domain.attempts import save_answer, start_attempt, submit_attempt
from courses.domain.classes import enrol, open_class
from courses.domain.completion import mark_lesson_done
from courses.grading import right_answer
from courses.queries import lessons_of
from qualification.domain.planning import plan
from sops.domain.release import return_to_draft, review
from sops.domain.translation import return_segment, save_translation
from staff.models import AccessGrant
from staff.value_table import VALUES
from staff.values import set_value
from tests.factories import certificates as certs
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = clock.today()
NOW = clock.now()
_numbers = itertools.count(100)


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def page(client: Client, who=None, language: str = "en") -> str:
    if who:
        client.force_login(who)
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    return unescape(squeezed(answer.content.decode()))


def tasks(who) -> list[tuple[str, str, str]]:
    """What stands on the page of `who`: code, verb, address; in the order found."""
    return [(task.code, task.verb, task.url) for task in tasks_of(Viewer(who))]


@pytest.fixture(autouse=True)
def _english():
    from django.utils import translation

    with translation.override("en"):
        yield


# ---- strangers


@pytest.mark.parametrize(
    ("language", "signed"), [("vi", "26/01/2026"), ("en", "26 Jan 2026"), ("ja", "2026年01月26日")]
)
def test_stranger_may_check_a_certificate_and_log_in(client, language, signed) -> None:
    html = page(client, language=language)

    assert f'<html lang="{language}"' in html
    assert f'action="{reverse("verify")}"' in html
    assert f'href="{reverse("account_login")}"' in html
    assert signed in html


def test_landing_page_asks_the_database_for_its_courses_only(client) -> None:
    client.get("/vi/")
    with CaptureQueriesContext(connection) as found:
        client.get("/vi/")

    assert len(found) == 2  # the number of courses; whether the demonstration is loaded


def test_root_leads_to_the_page_in_vietnamese(client) -> None:
    assert client.get("/")["Location"] == "/vi/"


def test_demonstration_is_named_on_both_pages(client) -> None:
    khue = make.user("learner", email="khue@demo.test")

    assert "not for clinical use" in page(client)
    assert "not for clinical use" in page(client, khue)


# ---- learners


def learner():
    who = make.user("learner", full_name="Trần Minh Khuê")
    role = make.job_role()
    make.assignment(who.person, role, recorded_at=facts.noon(days(-400)))
    return who, role


def asked(role, depth="practical", **versions) -> tuple:
    sop = facts.sop(f"MSC-SOP-ISO-{next(_numbers)}")
    facts.requires(role, sop, depth)
    return sop, facts.version(sop, days(-100))


def trained(who, version, on=-90, valid_to=None):
    facts.read(who.person, version, days(on))
    for _ in range(3):
        facts.practised(who.person, version, days(on))
    facts.practised(who.person, version, days(on), "assessment")
    facts.confirmed(who.person, version, days(on), valid_to)


def test_learner_reads_what_is_overdue_and_what_comes(client) -> None:
    khue, role = learner()
    revised, first = asked(role)
    trained(khue, first)
    facts.version(revised, days(-14), change_class="critical")
    coming, second = asked(role)
    trained(khue, second)
    facts.version(coming, days(10), change_class="critical", known=NOW)

    html = page(client, khue)

    assert tasks(khue) == [
        (revised.number, "Read and sign", f"/en/sops/{revised.number}/"),
        (coming.number, "Read and sign", f"/en/sops/{coming.number}/v/2/"),
    ]
    assert "Overdue by 15 days" in html
    assert "To do: <b>1 overdue task</b>." in html
    assert re.search(
        '<span class="count"> ?<span class="visually-hidden">, </span> ?1 ?<span class="visually-hidden"> to do</span>',
        html,
    )
    assert "You may not work by this SOP until it is done." in html
    assert "1 task until" in html


def test_vietnamese_page_addresses_by_title(client) -> None:
    khue, role = learner()
    revised, first = asked(role)
    trained(khue, first)
    facts.version(revised, days(-14), change_class="critical")

    assert "Bác sĩ có <b>1 việc quá hạn</b>." in page(client, khue, "vi")


def test_learner_goes_on_with_a_quiz_instead_of_beginning_it(client) -> None:
    khue, role = learner()
    version = teach.released()
    facts.requires(role, version.sop, "quiz")
    teach.read(version, khue)
    quiz = teach.quiz(version)
    assert tasks(khue) == [(version.sop.number, "Take the quiz", reverse("quiz", args=[quiz.pk]))]

    attempt = start_attempt(quiz, by=khue)
    for question in attempt.asked[:2]:
        save_answer(attempt, question["key"], right_answer(question), by=khue)

    assert tasks(khue) == [(version.sop.number, "Go on", reverse("attempt", args=[attempt.pk]))]
    assert "2 of 5 answered" in page(client, khue)


def test_planned_practice_stands_on_its_day_and_replaces_the_undated_step(client) -> None:
    khue, role = learner()
    sop, version = asked(role)
    facts.read(khue.person, version, days(-9))
    assert [task.due for task in tasks_of(Viewer(khue))] == [None]

    sato = make.person("Sato Kenichi", kanji_name="佐藤 健一")
    make.appointment(sato, "practical_assessor")
    plan(
        khue.person, by=make.one("trainer"), day=days(3), time=dt.time(14), place="Clean room 2",
        activity="supervised_run", sop=sop, number=1, of=3, assessor=sato
    )  # fmt: skip

    assert "14:00 · Clean room 2" in page(client, khue)
    plan(khue.person, by=make.one("trainer"), day=days(3), time=dt.time(9), place="Lab", activity="assessment", sop=sop)
    assert "<b>09:00</b> · <span>Lab</span>" in page(client, khue)

    task = tasks_of(Viewer(khue))[1]
    assert (task.due, task.what, task.whom) == (
        days(3),
        f"Supervised run 1 of 3: {sop.title}",
        ("Assessor", "佐藤 健一"),
    )
    assert '<span lang="ja">佐藤 健一</span>' in page(client, khue)


def test_learner_signs_what_was_observed(client) -> None:
    khue, role = learner()
    sop, version = asked(role)
    facts.read(khue.person, version, days(-9))
    record = facts.practised(khue.person, version, days(-1), accepted=False)

    assert (sop.number, "Look and sign", reverse("assessment", args=[record.pk])) in tasks(khue)


def test_side_shows_hours_what_ends_soon_and_what_is_allowed(client) -> None:
    khue, role = learner()
    certs.claim(khue.person)
    for last in (17, 200):
        _sop, version = asked(role)
        trained(khue, version, valid_to=days(last))
    asked(role)

    html = page(client, khue)

    assert "17 days left" in html
    assert "200 days left" not in html
    assert "<b>2/3 SOP</b>" in html
    assert 'aria-label="1 Qualified, 1 Expiring soon, 1 Not qualified"' in html


def test_course_under_way_shows_its_next_lesson(client) -> None:
    khue, _role = learner()
    course = teach.course(lessons=3)
    first, second, _third = lessons_of(course)
    mark_lesson_done(first, by=khue)

    html = page(client, khue)

    assert "<b>1/3</b> lessons" in html
    assert reverse("lesson", args=[course.slug, second.key]) in html


def test_nothing_due_says_so(client) -> None:
    assert "Nothing is due in the next 7 days." in page(client, make.user("learner"))


def test_account_without_a_role_is_told_whom_to_ask(client) -> None:
    assert "This account has no role yet. Ask the administrator." in page(client, make.user())


def test_account_without_a_person_finds_a_page(client) -> None:
    user = make.user()
    user.person = None
    user.save()

    page(client, user)


# ---- documents


def test_translator_finds_open_texts_by_document_and_what_came_back(client) -> None:
    ha, reviewer, sop = make.user("translator"), make.user("technical_reviewer"), way.draft("MSC-SOP-ENV-404")
    bench = reverse("sop_translate", args=[sop.number, "vi"])
    assert tasks(ha) == [(sop.number, "Translate", bench)]

    save_translation(sop, "vi", "b2.text", "Ghi lại.", by=ha)
    return_segment(sop, "vi", "b2.text", by=reviewer, comment="Sai thuật ngữ")

    assert tasks(ha) == [(sop.number, "Look at the comments", bench), (sop.number, "Translate", bench)]
    assert "5 of 6 texts open" in page(client, ha)


def test_technical_reviewer_verifies_and_signs_candidates(client) -> None:
    kobayashi, team = make.user("technical_reviewer"), way.team()
    draft, candidate = way.draft("MSC-SOP-ENV-404"), way.draft("MSC-SOP-CUL-405")
    save_translation(draft, "vi", "b1.text", "Ủ ở 37 °C trong 30 phút.", by=make.user("translator"))
    way.submitted(candidate, team)

    assert tasks(kobayashi) == [
        (draft.number, "Verify", reverse("sop_translate", args=[draft.number, "vi"])),
        (candidate.number, "Look and sign", reverse("sop_release", args=[candidate.number])),
    ]


def test_qa_approves_after_the_review_confirms_and_reviews_by_date(client) -> None:
    duong, team = make.user("qa_approver"), way.team()
    candidate = way.draft("MSC-SOP-CUL-405")
    version = way.submitted(candidate, team)
    reviewed = ("", "Read and sign", reverse("audit_trail_review"))
    assert tasks(duong) == [reviewed]

    review(version, by=team.reviewer, proof=make.proof(team.reviewer))
    old = docs.released(effective_on=add_months(days(10), -24))
    khue, role = learner()
    sop, first = asked(role)
    facts.read(khue.person, first, days(-9))
    for _ in range(3):
        facts.practised(khue.person, first, days(-8))
    facts.practised(khue.person, first, days(-7), "assessment")

    assert tasks(duong) == [
        (candidate.number, "Look and approve", reverse("sop_release", args=[candidate.number])),
        (old.sop.number, "Read and decide", f"/en/sops/{old.sop.number}/"),
        (sop.number, "Look and confirm", reverse("audit_person_confirm", args=[khue.person_id]) + f"?sop={sop.number}"),
        reviewed,
    ]


def test_author_finds_drafts_and_what_came_back(client) -> None:
    team = way.team()
    new, whole, back = way.draft("MSC-SOP-ISO-601"), way.draft("MSC-SOP-ISO-602"), way.draft("MSC-SOP-ISO-603")
    way.translated(whole, team)
    return_to_draft(way.submitted(back, team), by=team.reviewer, reason="Sai thông số")

    found = tasks(team.author)

    assert found == [
        (new.number, "Go on writing", f"/admin/pages/{new.page.pk}/edit/"),
        (whole.number, "Submit", reverse("sop_release", args=[whole.number])),
        (back.number, "Mend the draft", f"/admin/pages/{back.page.pk}/edit/"),
    ]
    assert "Sai thông số" in page(client, team.author)


# ---- training


def test_trainer_sees_whom_a_version_touches_classes_and_used_up_rounds(client) -> None:
    bao, (khue, role) = make.user("trainer"), learner()
    sop, first = asked(role)
    trained(khue, first)
    facts.version(sop, days(30), change_class="critical", known=NOW)
    group = open_class(teach.course(), code="K03", starts_on=days(-5), ends_on=days(5), by=make.one("trainer"))
    enrol(group, khue.person, by=make.one("trainer"))
    version = teach.released()
    teach.read(version, khue, at=NOW - dt.timedelta(days=9))
    quiz = teach.quiz(version, max_attempts=1)
    submit_attempt(start_attempt(quiz, by=khue), by=khue)

    assert tasks(bao) == [
        (sop.number, "Plan the training", reverse("practice_plan") + f"?sop={sop.number}"),
        (version.sop.number, "Decide", reverse("quiz_grant", args=[quiz.pk, khue.person_id])),
        (group.course.code, "Open the class", reverse("class_detail", args=[group.pk])),
    ]
    assert "0 of 1 people ready" in page(client, bao)


def test_assessor_finds_appointments_and_records_the_learner_has_not_signed(client) -> None:
    sato, khue = make.user("assessor", full_name="Sato Kenichi"), make.person("Trần Minh Khuê")
    make.appointment(sato.person, "practical_assessor")
    version = teach.released()
    checklist = teach.checklist(version)
    plan(khue, by=sato, day=days(2), activity="assessment", sop=version.sop, assessor=sato.person)
    other = facts.version(facts.sop(), days(-10))
    record = facts.practised(khue, other, days(-1), accepted=False, assessor=sato.person)

    assert tasks(sato) == [
        (version.sop.number, "Open the checklist", reverse("practice_assess", args=[khue.pk, checklist.slug])),
        (other.sop.number, "Let them sign", reverse("assessment", args=[record.pk])),
    ]


def test_director_signs_certificates_by_class(client) -> None:
    director = certs.director()
    certs.completion()
    certs.completion(certs.learner("Lê Thảo Vy"))

    task, review_of_the_trail = tasks_of(Viewer(director))

    assert review_of_the_trail.url == reverse("audit_trail_review")
    assert (task.code, task.about, task.url) == (
        f"{certs.CODE} K01",
        "2 certificates to issue",
        reverse("certificate_list"),
    )
    assert "Trần Minh Khuê, Lê Thảo Vy" in page(client, director)


def test_cme_office_verifies_hours_but_never_its_own(client) -> None:
    ngoc = make.user("cme_office")
    certs.claim(ngoc.person)
    assert tasks(ngoc) == []

    certs.claim(make.person("Trần Minh Khuê"))
    assert tasks(ngoc) == [("", "Verify", reverse("cme_register"))]


# ---- oversight


def test_auditor_finds_the_ways_in_and_the_end_of_the_right(client) -> None:
    auditor = make.user(full_name="Lưu Vĩnh Hòa")
    AccessGrant.objects.create(person=auditor.person, role="auditor", valid_from=days(-3), valid_to=days(4))

    html = page(client, auditor)

    for name in ("audit_matrix", "audit_trail", "audit_packs", "sop_list", "transfer"):
        assert f'href="{reverse(name)}"' in html
    assert f"Your access ends on <b>{days(4):%-d %b %Y}</b>" in html
    assert tasks(auditor) == []


def test_administrator_finds_accounts_people_and_values(client) -> None:
    admin, lost = make.user("admin", full_name="Kiều Mạnh Cường"), make.user(full_name="Bùi Văn Lạc")
    role = make.job_role()
    facts.requires(role, facts.sop())
    make.assignment(admin.person, role)

    found = [(task.what, task.url) for task in tasks_of(Viewer(admin))]
    assert found == [
        ("1 account without a role", reverse("person", args=[lost.person_id])),
        ("1 person without a training plan", reverse("person", args=[lost.person_id])),
        (f"{len(VALUES)} values not confirmed by the institution", reverse("value_list")),
    ]

    set_value("warning_days", 60, by=admin, valid_from=TODAY, reason="Xác nhận")
    AccessGrant.objects.create(person=lost.person, role="learner", valid_from=days(5))  # begins soon: nothing to do
    assert [task.what for task in tasks_of(Viewer(admin))][1:] == [
        f"{len(VALUES) - 1} values not confirmed by the institution"
    ]


# ---- the same number of queries, however much there is to do


def _busy(who, role, n: int) -> None:
    """One more of everything that may stand on somebody's page."""
    sop, version = asked(role)
    trained(who, version, valid_to=days(17))
    facts.version(sop, days(10 + n), change_class="critical", known=NOW)
    asked(role)
    plan(who.person, by=make.one("trainer"), day=days(3), activity="supervised_run", sop=sop, assessor=_assessor())
    facts.practised(who.person, version, days(-1), accepted=False)
    draft = way.draft(f"MSC-SOP-CUL-{next(_numbers)}")
    save_translation(draft, "vi", "b1.text", "Ủ ở 37 °C trong 30 phút.", by=make.user("translator"))
    way.reviewed(way.draft(f"MSC-SOP-QC-{next(_numbers)}"), way.team())
    course = teach.course()
    mark_lesson_done(lessons_of(course)[0], by=who)
    enrol(
        open_class(course, code="K01", starts_on=days(-5), ends_on=days(9), by=make.one("trainer")),
        who.person,
        by=make.one("trainer"),
    )
    docs.released(effective_on=days(-800))
    certs.claim(make.person())
    make.user()


def _assessor():
    person = make.person()
    make.appointment(person, "practical_assessor")
    return person


@pytest.mark.parametrize(
    "roles",
    [
        ("learner",),
        ("trainer",),
        ("translator", "qa_approver"),
        ("technical_reviewer",),
        ("assessor", "cme_office", "director"),
        ("admin", "learner"),
    ],
)
def test_the_number_of_queries_does_not_grow(client, roles) -> None:
    who = make.user(*roles)
    role = make.job_role()
    make.assignment(who.person, role, recorded_at=facts.noon(days(-400)))
    client.force_login(who)
    counts = []
    for size in (1, 6):
        for n in range(size):
            _busy(who, role, n)
        client.get("/en/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/en/").status_code == 200
        counts.append(len(found))

    assert counts[0] == counts[1]
