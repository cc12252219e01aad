"""Quizzes and their banks: who writes them, what cannot be asked, and what a change reaches."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from core.errors import Conflict, NotAllowed, Refused
from courses.banks import Bank
from courses.domain.attempts import start_attempt
from courses.domain.quizzes import add_questions, create_quiz, import_bank, retire_question, set_rules
from courses.models import Quiz
from staff.value_table import VALUES
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def test_rules_that_are_not_named_are_the_institutions_on_the_day():
    people.value("quiz_pass_mark", 90, since=dt.date(2024, 1, 1))

    before = make.quiz(n=0, at=dt.datetime(2023, 6, 1, tzinfo=dt.UTC))

    assert (before.pass_mark, make.quiz(n=0).pass_mark) == (VALUES["quiz_pass_mark"].default, 90)
    assert make.quiz(n=0, pass_mark=70).pass_mark == 70


@pytest.mark.parametrize("kind", ["sop", "final"])
def test_quiz_of_an_sop_names_it_and_a_final_one_names_none(kind):
    sop = make.released().sop if kind == "final" else None

    with pytest.raises(Refused) as refused:
        create_quiz(slug="x", titles={"vi": "x"}, kind=kind, sop=sop, by=people.one("trainer"))
    assert refused.value.field == "sop"


def test_short_name_is_taken_once_and_only_by_those_who_write_courses():
    taken = make.quiz(n=0)

    with pytest.raises(Conflict):
        create_quiz(slug=taken.slug, titles={"vi": "x"}, kind="final", by=people.one("trainer"))
    with pytest.raises(NotAllowed):
        create_quiz(slug="other", titles={"vi": "x"}, kind="final", by=people.user("assessor"))


def test_question_that_cannot_be_asked_is_named_and_no_quiz_is_left():
    with pytest.raises(Refused, match=r"^Question q9: No accepted answer is given"):
        create_quiz(
            slug="x",
            titles={"vi": "x"},
            kind="final",
            questions=[*make.questions(1), {"id": "q9", "type": "short_answer", "text": "?"}],
            by=people.one("trainer"),
        )
    assert not Quiz.objects.exists()


def test_known_id_replaces_its_question_and_asks_it_again():
    quiz, trainer = make.quiz(n=2), people.one("trainer")
    retire_question(quiz.questions.get(key="q1"), by=trainer, reason="sai")

    add_questions(quiz, [{**make.questions(1)[0], "text": {"vi": "Mới?"}}], by=trainer)

    assert [(row.key, row.position, row.retired) for row in quiz.questions.all()] == [
        ("q1", 0, False),
        ("q2", 1, False),
    ]
    assert quiz.questions.get(key="q1").data["text"] == {"vi": "Mới?"}


def test_bank_without_a_question_writes_nothing():
    quiz = make.quiz(n=0)

    with pytest.raises(Refused) as refused:
        import_bank(quiz, Bank("gift"), by=people.one("trainer"))
    assert (refused.value.field, quiz.questions.count()) == ("file", 0)


def test_changed_rules_reach_attempts_to_come_and_are_on_the_trail_with_both_values():
    version, learner = make.released(), people.user("learner")
    quiz = make.quiz(version, n=1, pass_mark=Decimal(80))
    make.read(version, learner)
    attempt = start_attempt(quiz, by=learner)

    set_rules(quiz, by=people.one("trainer"), reason="họp", pass_mark=Decimal(95))

    attempt.refresh_from_db()
    line = AuditEvent.objects.get(action="quiz_changed")
    assert (attempt.pass_mark, Quiz.objects.get().pass_mark) == (80, 95)
    assert (json.loads(line.data), line.reason) == ({"old": {"pass_mark": "80"}, "new": {"pass_mark": "95"}}, "họp")


@pytest.mark.parametrize(("reason", "rules"), [(" ", {"pass_mark": 90}), ("họp", {"slug": "other"})])
def test_rules_need_a_reason_and_the_name_of_a_quiz_stays(reason, rules):
    quiz = make.quiz(n=0)

    with pytest.raises(Refused):
        set_rules(quiz, by=people.one("trainer"), reason=reason, **rules)
    assert Quiz.objects.filter(slug=quiz.slug, pass_mark=VALUES["quiz_pass_mark"].default).exists()


def test_question_is_retired_with_a_reason_and_attempts_keep_it():
    version, learner = make.released(), people.user("learner")
    quiz = make.quiz(version, n=2)
    make.read(version, learner)
    attempt = start_attempt(quiz, by=learner)
    question = quiz.questions.get(key="q2")

    with pytest.raises(Refused):
        retire_question(question, by=people.one("trainer"), reason="")
    retire_question(question, by=people.one("trainer"), reason="sai")

    assert {asked["key"] for asked in attempt.asked} == {"q1", "q2"}
    assert [row.key for row in quiz.questions.filter(retired=False)] == ["q1"]
