"""What waits for a learner."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from cms.today import Viewer, tasks_of
from cms.today.learning import appointment_title, shown_name
from courses.domain.attempts import save_answer, start_attempt
from courses.domain.completion import mark_lesson_done
from courses.grading import right_answer
from courses.queries import lessons_of
from qualification.domain.planning import plan
from qualification.models import PlannedAppointment
from sops.models import Sop
from staff.models import Person
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import staff as make
from tests.factories.today import NOW, asked, days, learner, page, tasks, trained

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"activity": "supervised_run", "number": 2, "of": 3}, "Supervised run 2 of 3"),
        ({"activity": "supervised_run", "number": 2}, "Supervised run 2"),
        ({"activity": "supervised_run"}, "Supervised run"),
        (
            {"activity": "supervised_run", "number": 1, "sop": Sop(titles={"en": "Thawing"})},
            "Supervised run 1: Thawing",
        ),
    ],
)
def test_an_appointment_says_what_it_is_for_and_which_of_how_many(fields, title) -> None:
    assert appointment_title(PlannedAppointment(**fields)) == title


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(full_name="Sato Kenichi", kanji_name="佐藤 健一", titles={"en": "Dr"}), "佐藤 健一"),
        (Person(full_name="Phạm Quốc Bảo", titles={"en": "MSc"}), "MSc Phạm Quốc Bảo"),
        (Person(full_name="Phạm Quốc Bảo"), "Phạm Quốc Bảo"),
    ],
)
def test_people_are_named_as_they_write_themselves(person, name) -> None:
    assert shown_name(person) == name


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


def test_course_under_way_shows_its_next_lesson(client) -> None:
    khue, _role = learner()
    course = teach.course(lessons=3)
    first, second, _third = lessons_of(course)
    mark_lesson_done(first, by=khue)

    html = page(client, khue)

    assert "<b>1/3</b> lessons" in html
    assert reverse("lesson", args=[course.slug, second.key]) in html
