"""An attempt from start to its single submission: the server asks, keeps time, saves, grades and freezes the result."""

from __future__ import annotations

import datetime as dt
import functools
import json
import random
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.actor import Name, is_system, system
from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.errors import Conflict, Refused
from courses.domain.completion import check_courses_with
from courses.grading import ZERO, grade, passes
from courses.models import Answer, Attempt, ExtraAttempt, Question, Quiz, Submission
from courses.policies import check_can_answer, check_can_start, check_owns
from courses.queries import answer_grace, quiz_progress
from courses.questions import as_asked, clean_answer
from courses.signals import attempt_started
from sops.models import SopVersion
from staff.models import Person, User
from staff.permissions import Actor, May, require, require_person


def start_attempt(
    quiz: Quiz,
    *,
    by: User,
    at: dt.datetime | None = None,
    sop_version: SopVersion | None = None,
    chance: random.Random | None = None,
) -> Attempt:
    """Starts an attempt, or returns the open one: questions drawn and frozen as asked, deadline set by the server's
    clock.

    Raises Refused when the attempts are used up, the waiting time is not over, the version is not read, or there is
    no question to ask.
    """
    at = at or clock.now()
    person = require_person(by)
    close_expired(person, at=at, quiz=quiz)
    progress = quiz_progress(quiz, person, at=at, sop_version=sop_version)
    if progress.open_attempt:
        return progress.open_attempt
    check_can_start(progress, by=by, at=at)
    asked = draw_questions(quiz, version=progress.version, chance=chance or random.SystemRandom())
    attempt = Attempt(
        person=person,
        quiz=quiz,
        sop_version=progress.version,
        number=Attempt.objects.filter(person=person, quiz=quiz).count() + 1,
        turn=progress.used + 1,
        started_at=at,
        deadline=at + dt.timedelta(minutes=quiz.time_limit_min) if quiz.time_limit_min else None,
        language=(get_language() or "vi")[:2],
        questions=canonical(asked),
        pass_mark=quiz.pass_mark,
    )
    try:
        with transaction.atomic():
            attempt.save()
            record(
                "attempt_started",
                attempt,
                by=by,
                at=at,
                quiz=quiz.slug,
                turn=attempt.turn,
                questions=sha256(attempt.questions),
            )
            attempt_started.send(Attempt, attempt=attempt)
    except IntegrityError:
        # a simultaneous click was first: there is one open attempt, and it is this person's
        found = Attempt.objects.select_related("quiz").filter(person=person, quiz=quiz, number=attempt.number).first()
        if found is None:
            raise
        return found
    return attempt


def draw_questions(quiz: Quiz, *, version: SopVersion | None, chance: random.Random) -> list[dict[str, Any]]:
    """Returns the questions of one attempt as asked: drawn at random, without those whose step has changed since they
    were checked.
    """
    bank = list(quiz.questions.filter(retired=False))
    changed = _changed_blocks(quiz, version)
    usable = [question for question in bank if not _is_stale(question, quiz, changed)]
    if not usable:
        raise Refused(_("This quiz has no question that fits the version in force. Tell the trainer."))
    drawn = chance.sample(usable, min(quiz.draw or len(usable), len(usable)))
    asked = []
    for question in drawn:
        asked.append({**as_asked(question.data, chance), "key": question.key, "version": _number(version)})
    return asked


def _changed_blocks(quiz: Quiz, version: SopVersion | None) -> set[str]:
    """Returns the blocks of the SOP that differ between the version the questions were checked against and the later
    one they are asked about.
    """
    number = _number(version)
    if version is None or quiz.sop_version is None or number is None or number <= quiz.sop_version:
        return set()
    checked = SopVersion.objects.filter(sop=quiz.sop_id, release__number=quiz.sop_version).first()
    if checked is None:
        return set()
    before = {block["id"]: block for block in checked.document["blocks"]}
    after = {block["id"]: block for block in version.document["blocks"]}
    return {key for key, block in before.items() if after.get(key) != block}


def _is_stale(question: Question, quiz: Quiz, changed: set[str]) -> bool:
    about_this = question.data.get("sop") in (None, "", quiz.sop.number if quiz.sop else None)
    return about_this and question.data.get("block") in changed


def _number(version: SopVersion | None) -> int | None:
    return version.release.number if version is not None else None


def server_sequence(moment: dt.datetime) -> int:
    """Milliseconds of the server's clock: the order of saves, the same for every tab and device."""
    return int(moment.timestamp() * 1000)


_UPSERT = """
INSERT INTO courses_answer (attempt_id, {key}, data, sequence, saved_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (attempt_id, {key})
DO UPDATE SET data = excluded.data, sequence = excluded.sequence, saved_at = excluded.saved_at
WHERE excluded.sequence >= courses_answer.sequence OR courses_answer.sequence > %s
"""


def save_answer(
    attempt: Attempt,
    key: str,
    data: dict[str, Any],
    *,
    by: User,
    sequence: int | None = None,
    at: dt.datetime | None = None,
) -> bool:
    """Saves the newest answer to one question; it is on disk when this returns. False when another tab has already
    saved a newer one.

    `sequence` is the server's time in ms when the answer was given (`server_sequence`), as counted on by the page.
    An empty answer clears the earlier one. Raises Refused for an invalid answer, Conflict after the end.
    """
    at = at or clock.now()
    question = _asked(attempt.questions).get(key)
    if question is None:
        raise Refused(
            _("This answer does not belong to the question as it was asked. Reload the page."), field="answer"
        )
    flag = bool(data.get("flag"))
    cleaned = clean_answer(question, data)
    if flag:
        cleaned["flag"] = True
    now = server_sequence(at)
    given = min(sequence, now) if sequence is not None else now  # an answer cannot be given in the future
    given_at = dt.datetime.fromtimestamp(given / 1000, dt.UTC)
    columns = {field.name: field for field in Answer._meta.concrete_fields}
    with transaction.atomic(), connection.cursor() as cursor:
        # the lock orders saves and the submission: what was acknowledged is in the submission, or was refused
        if connection.features.has_select_for_update:  # SQLite has locked the whole database by now
            cursor.execute("SELECT 1 FROM courses_attempt WHERE id = %s FOR UPDATE", [attempt.pk])
        cursor.execute("SELECT 1 FROM courses_submission WHERE attempt_id = %s", [attempt.pk])
        check_can_answer(attempt, by=by, given_at=given_at, at=at, submitted=cursor.fetchone() is not None)
        cursor.execute(
            _UPSERT.format(key=connection.ops.quote_name("key")),
            [
                attempt.pk,
                key,
                columns["data"].get_db_prep_save(cleaned, connection),
                given,
                columns["saved_at"].get_db_prep_save(at, connection),
                now,  # an answer from the future was given before the clock was put back: it blocks nothing
            ],
        )
        return cursor.rowcount == 1


@functools.lru_cache(maxsize=64)
def _asked(questions: str) -> dict[str, dict[str, Any]]:
    """Returns the questions of an attempt by key, for reading.

    They are frozen with it, so one lookup serves its many answers.
    """
    return {question["key"]: question for question in json.loads(questions)}


def submit_attempt(attempt: Attempt, *, by: Actor, at: dt.datetime | None = None) -> Submission:
    """Ends the attempt: grades the saved answers and freezes the result.

    Two clicks, two tabs, or the deadline at the same time lead to one submission, the same for all. At or after the
    deadline the submission counts as by expiry and is dated on the day of the deadline.
    """
    at = at or clock.now()
    if not is_system(by, Name.DEADLINE):
        check_owns(attempt, by=by)
    with transaction.atomic():
        Attempt.objects.select_for_update().only("pk").get(pk=attempt.pk)
        found = Submission.objects.filter(attempt=attempt.pk).first()
        if found:
            return found
        expired = attempt.deadline is not None and at >= attempt.deadline
        answers = dict(attempt.answers.values_list("key", "data"))
        graded = [_graded(question, answers.get(question["key"])) for question in attempt.asked]
        points = sum((entry["points"] for entry in graded), ZERO)
        maximum = sum((entry["max"] for entry in graded), ZERO)
        result = canonical({"questions": graded, "points": points, "max": maximum, "pass_mark": attempt.pass_mark})
        submission = Submission.objects.create(
            attempt=attempt,
            submitted_at=at,
            happened_on=clock.site_date(attempt.deadline if expired and attempt.deadline else at),
            by_expiry=expired,
            result=result,
            points=points,
            max_points=maximum,
            passed=passes(points, maximum, attempt.pass_mark),
            sha256=sha256(attempt.questions + result),
        )
        check_courses_with(person=attempt.person, quiz=attempt.quiz, by=by, at=at)
        record(
            "attempt_submitted", attempt, by=by, at=at, quiz=attempt.quiz.slug, points=points, max=maximum,
            passed=submission.passed, by_expiry=expired, result=submission.sha256,
        )  # fmt: skip
    return submission


def _graded(question: dict[str, Any], answer: dict[str, Any] | None) -> dict[str, Any]:
    given = {name: value for name, value in (answer or {}).items() if name != "flag"}
    got = grade(question, given)
    return {
        "key": question["key"],
        "answer": given,
        "points": got.points,
        "max": got.max,
        "correct": got.correct,
        "reason": got.reason,
        "detail": got.detail,
    }


def close_expired(person: Person | None = None, *, at: dt.datetime | None = None, quiz: Quiz | None = None) -> int:
    """Submits, with the saved answers, every attempt whose deadline and grace period are over.

    Called when such an attempt is opened, by its task, and by `reconcile`.
    """
    at = at or clock.now()
    due = Attempt.objects.filter(submission=None, deadline__lt=at - answer_grace(at)).select_related("quiz", "person")
    if person is not None:
        due = due.filter(person=person)
    if quiz is not None:
        due = due.filter(quiz=quiz)
    for attempt in due:
        submit_attempt(attempt, by=system(Name.DEADLINE), at=at)
    return len(due)


@transaction.atomic
def grant_attempt(quiz: Quiz, person: Person, *, by: User, reason: str, at: dt.datetime | None = None) -> ExtraAttempt:
    """Grants one more attempt in the present round after retraining; by a trainer, never to oneself, with the
    reason.
    """
    require(by, May.MANAGE_COURSES)
    at = at or clock.now()
    if by.person_id == person.pk:
        raise Refused(_("Nobody grants an attempt to themselves."))
    if not reason.strip():
        raise Refused(_("A reason is needed."), field="reason")
    progress = quiz_progress(quiz, person, at=at)
    if progress.passed or progress.left:
        raise Conflict(_("There are attempts left, or the quiz is passed."))
    extra = ExtraAttempt.objects.create(
        person=person,
        quiz=quiz,
        sop_version=progress.version,
        granted_by=require_person(by),
        granted_at=at,
        reason=reason.strip(),
    )
    record("attempt_granted", extra, by=by, at=at, reason=reason.strip(), quiz=quiz.slug)
    return extra
