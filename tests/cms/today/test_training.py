"""What waits at training: versions to come, practice, classes, hours, certificates."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from cms.today import Viewer, tasks_of
from cms.today.training import names
from courses.domain.attempts import start_attempt, submit_attempt
from courses.domain.classes import enrol, open_class
from qualification.domain.planning import plan
from staff.models import Person
from tests.factories import certificates as certs
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import staff as make
from tests.factories.today import NOW, asked, days, learner, page, tasks, trained

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, ""), (1, "A"), (3, "A, B, C"), (4, "A, B, C and 1 other"), (5, "A, B, C and 2 others")],
)
def test_three_people_are_named_and_the_others_counted(count, said) -> None:
    assert names([Person(full_name=letter) for letter in "ABCDE"[:count]]) == said


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
