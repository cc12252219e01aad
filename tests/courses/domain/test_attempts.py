from __future__ import annotations

import datetime as dt
import json
import threading
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from courses.domain import attempts as domain
from courses.domain.attempts import (
    close_expired,
    grant_attempt,
    save_answer,
    server_sequence,
    start_attempt,
    submit_attempt,
)
from courses.domain.quizzes import add_questions, set_rules
from courses.grading import right_answer
from courses.models import Answer, Attempt, Submission
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def version():
    return make.released()


@pytest.fixture
def learner(version):
    who = people.user("learner")
    make.read(version, who)
    return who


@pytest.fixture
def quiz(version):
    return make.quiz(version)


def test_start_freezes_questions_rules_and_version(quiz, learner, version):
    attempt = start_attempt(quiz, by=learner)
    add_questions(quiz, [{**make.questions(1)[0], "text": make.text("Khác")}], by=people.one("trainer"))

    again = Attempt.objects.get(pk=attempt.pk)
    assert {question["key"] for question in again.asked} == {"q1", "q2", "q3", "q4", "q5"}
    assert all(question["text"]["vi"] != "Khác" for question in again.asked)
    assert (again.sop_version, again.number, again.turn, again.pass_mark) == (version, 1, 1, Decimal(80))
    assert again.deadline - again.started_at == dt.timedelta(minutes=10)


def test_start_twice_gives_the_open_attempt(quiz, learner):
    assert start_attempt(quiz, by=learner) == start_attempt(quiz, by=learner)
    assert Attempt.objects.count() == 1


def test_start_needs_the_version_read_and_signed(quiz):
    with pytest.raises(Refused, match="First read"):
        start_attempt(quiz, by=people.user("learner"))


def test_start_needs_a_learning_role(quiz, version):
    auditor = people.user("auditor")
    make.read(version, auditor)
    with pytest.raises(NotAllowed):
        start_attempt(quiz, by=auditor)


def test_draw_takes_as_many_as_the_quiz_says(version, learner):
    attempt = start_attempt(make.quiz(version, n=7, draw=3), by=learner)
    assert len(attempt.asked) == len({question["key"] for question in attempt.asked}) == 3


def test_question_about_a_changed_step_is_not_drawn_for_the_new_version(quiz, learner, version):
    changed = [dict(block) for block in make.BLOCKS]
    changed[1] = {**changed[1], "text": make.text("Ủ ở 38 °C.")}
    newer = make.released(version.sop, effective_on=clock.today(), blocks=changed)
    make.read(newer, learner)
    with pytest.raises(Refused, match="no question that fits"):
        start_attempt(quiz, by=learner)

    set_rules(quiz, by=people.user("trainer"), sop_version=2, reason="Reviewed for version 2")
    assert start_attempt(quiz, by=learner).sop_version == newer


def test_coming_version_is_trained_after_the_present_one(quiz, learner, version):
    make.passed(quiz, learner)
    coming = make.released(version.sop, effective_on=clock.today() + dt.timedelta(days=7))
    make.read(coming, learner)

    assert start_attempt(quiz, by=learner).sop_version == coming


def test_answers_are_kept_and_graded_exactly(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    make.answer_all(attempt, learner, wrong=1)
    submission = submit_attempt(attempt, by=learner)

    assert (submission.points, submission.max_points, submission.passed) == (4, 5, True)
    assert [entry["correct"] for entry in submission.graded] == [True] * 4 + [False]


def test_three_of_five_fail(quiz, learner):
    assert make.passed(quiz, learner, wrong=2).passed is False


def test_late_older_save_does_not_overwrite_a_newer_one(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    now = clock.now()
    newer, older = server_sequence(now), server_sequence(now) - 500
    first = next(q for q in attempt.asked if q["type"] == "numeric")["key"]

    assert save_answer(attempt, first, {"text": "2"}, by=learner, sequence=newer, at=now) is True
    assert save_answer(attempt, first, {"text": "1"}, by=learner, sequence=older, at=now + SECOND) is False
    assert Answer.objects.get(attempt=attempt, key=first).data == {"text": "2"}


def test_a_clock_put_back_does_not_stop_the_saving(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    key, now = next(q for q in attempt.asked if q["type"] == "numeric")["key"], clock.now()
    save_answer(attempt, key, {"text": "1"}, by=learner, at=now + 60 * SECOND)

    assert save_answer(attempt, key, {"text": "2"}, by=learner, at=now) is True
    assert Answer.objects.get(attempt=attempt, key=key).data == {"text": "2"}


def test_sequence_from_the_future_cannot_block_later_saves(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    key = next(q for q in attempt.asked if q["type"] == "numeric")["key"]
    save_answer(attempt, key, {"text": "1"}, by=learner, sequence=10**17)
    assert save_answer(attempt, key, {"text": "2"}, by=learner) is True


def test_answer_can_be_taken_back(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    key = next(q for q in attempt.asked if q["type"] == "numeric")["key"]
    save_answer(attempt, key, {"text": "1"}, by=learner)
    save_answer(attempt, key, {"text": ""}, by=learner)
    assert Answer.objects.get(attempt=attempt, key=key).data == {}


def test_answer_with_two_readings_is_refused_and_the_last_one_stays(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    key = next(q for q in attempt.asked if q["type"] == "numeric")["key"]
    save_answer(attempt, key, {"text": "0,5"}, by=learner)
    with pytest.raises(Refused):
        save_answer(attempt, key, {"text": "1.500"}, by=learner)
    assert Answer.objects.get(attempt=attempt, key=key).data == {"text": "0,5"}


def test_answer_by_another_person_or_to_another_question_is_refused(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    with pytest.raises(NotAllowed):
        save_answer(attempt, "q1", {}, by=people.user("learner"))
    with pytest.raises(Refused):
        save_answer(attempt, "q99", {}, by=learner)
    with pytest.raises(NotAllowed):
        submit_attempt(attempt, by=people.user("trainer"))


def test_answer_given_before_the_deadline_counts_within_the_grace(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    key = next(q for q in attempt.asked if q["type"] == "numeric")["key"]
    late = attempt.deadline + 10 * SECOND

    assert (
        save_answer(
            attempt, key, {"text": "1"}, by=learner, sequence=server_sequence(attempt.deadline - SECOND), at=late
        )
        is True
    )
    with pytest.raises(Conflict, match="Time was up"):
        save_answer(attempt, key, {"text": "2"}, by=learner, sequence=server_sequence(late), at=late)
    with pytest.raises(Conflict, match="Time was up"):
        save_answer(
            attempt,
            key,
            {"text": "2"},
            by=learner,
            sequence=server_sequence(attempt.deadline),
            at=attempt.deadline + 2 * 60 * SECOND,
        )


def test_answer_after_submission_is_refused(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    submit_attempt(attempt, by=learner)
    with pytest.raises(Conflict, match="submitted already"):
        save_answer(attempt, "q1", {}, by=learner)


def test_submit_twice_gives_one_submission(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    assert submit_attempt(attempt, by=learner) == submit_attempt(attempt, by=learner)
    assert AuditEvent.objects.filter(action="attempt_submitted").count() == 1


def test_expired_attempt_is_submitted_with_what_was_saved(quiz, learner):
    attempt = start_attempt(quiz, by=learner)
    make.answer_all(attempt, learner)

    assert close_expired(at=attempt.deadline + 10 * SECOND) == 0  # answers may still arrive
    assert close_expired(at=attempt.deadline + 60 * SECOND) == 1
    submission = Submission.objects.get()
    assert (submission.by_expiry, submission.points, submission.passed) == (True, 5, True)
    assert submission.happened_on == clock.site_date(attempt.deadline)


def test_next_attempt_waits_and_then_attempts_run_out(quiz, learner):
    at = clock.now()
    for turn in (1, 2, 3):
        attempt = start_attempt(quiz, by=learner, at=at)
        assert attempt.turn == turn
        submit_attempt(attempt, by=learner, at=at)
        with pytest.raises(Refused, match=r"next attempt is possible|No attempts"):
            start_attempt(quiz, by=learner, at=at + 23 * HOUR)
        at += 25 * HOUR
    with pytest.raises(Refused, match="No attempts are left"):
        start_attempt(quiz, by=learner, at=at)


def test_trainer_grants_one_more_attempt(quiz, learner):
    at = clock.now()
    trainer = people.user("trainer")
    for _turn in range(3):
        submit_attempt(start_attempt(quiz, by=learner, at=at), by=learner, at=at)
        at += 25 * HOUR
    with pytest.raises(Refused, match="reason"):
        grant_attempt(quiz, learner.person, by=trainer, reason=" ", at=at)
    grant_attempt(quiz, learner.person, by=trainer, reason="Đào tạo lại", at=at)

    assert start_attempt(quiz, by=learner, at=at).turn == 4


def test_nobody_grants_an_attempt_to_themselves(quiz, version):
    trainer = people.user("trainer")
    make.read(version, trainer)
    at = clock.now()
    for _turn in range(3):
        submit_attempt(start_attempt(quiz, by=trainer, at=at), by=trainer, at=at)
        at += 25 * HOUR

    with pytest.raises(Refused, match="themselves"):
        grant_attempt(quiz, trainer.person, by=trainer, reason="Đào tạo lại", at=at)
    with pytest.raises(Refused, match="No attempts are left"):
        start_attempt(quiz, by=trainer, at=at)


def test_passed_quiz_is_not_taken_again(quiz, learner):
    make.passed(quiz, learner)
    with pytest.raises(Conflict, match="You passed"):
        start_attempt(quiz, by=learner)


@pytest.mark.parametrize("table", ["courses_attempt", "courses_submission"])
def test_evidence_refuses_raw_sql(quiz, learner, table):
    make.passed(quiz, learner)
    for statement in (f"UPDATE {table} SET id = id + 100", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("act", ["start", "submit"])
def test_nothing_happens_when_the_trail_cannot_be_written(quiz, learner, monkeypatch, act):
    attempt = start_attempt(quiz, by=learner) if act == "submit" else None

    def broken(*args, **kwargs):
        raise RuntimeError("no trail")

    monkeypatch.setattr(domain, "record", broken)
    before = (Attempt.objects.count(), Submission.objects.count())
    acts = {"start": lambda: start_attempt(quiz, by=learner), "submit": lambda: submit_attempt(attempt, by=learner)}
    with pytest.raises(RuntimeError):
        acts[act]()
    assert (Attempt.objects.count(), Submission.objects.count()) == before


def test_result_carries_no_float_and_its_hash_holds(quiz, learner):
    from core.canonical import sha256

    submission = make.passed(quiz, learner)
    assert submission.sha256 == sha256(submission.attempt.questions + submission.result)
    assert json.loads(submission.result)["points"] == "5"


def test_saving_costs_few_queries(quiz, learner, django_assert_num_queries):
    attempt = start_attempt(quiz, by=learner)
    key = next(q for q in attempt.asked if q["type"] == "numeric")["key"]
    lock = connection.features.has_select_for_update  # SQLite locks with BEGIN
    with django_assert_num_queries(
        4 + lock
    ):  # savepoint, lock, submitted?, upsert, release: in a request BEGIN and COMMIT
        save_answer(attempt, key, {"text": "1"}, by=learner)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_submit_once_and_every_acknowledged_answer_is_in_it(version, learner, quiz):
    attempt = start_attempt(quiz, by=learner)
    acknowledged: list[str] = []
    results: list[int] = []

    def answer():
        try:
            for question in attempt.asked:
                if save_answer(attempt, question["key"], right_answer(question), by=learner):
                    acknowledged.append(question["key"])
        except Conflict:
            pass
        finally:
            connection.close()

    def submit():
        try:
            results.append(submit_attempt(attempt, by=learner).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=target) for target in (answer, submit, submit, submit)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    submission = Submission.objects.get()
    assert results == [submission.pk] * 3
    assert {entry["key"] for entry in submission.graded if entry["answer"]} == set(acknowledged)
