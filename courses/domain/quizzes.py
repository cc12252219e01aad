"""Creates and changes quizzes and their questions. Attempts keep what they asked, so no change reaches them (domain (k)
18).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actor import Name
from audit.trail import record
from core import clock
from core.canonical import digest
from core.errors import Conflict, Refused
from courses.banks import Bank
from courses.enums import QuizKind
from courses.models import Question, Quiz
from courses.questions import check_question
from sops.models import Sop
from staff.models import User
from staff.permissions import Actor, May, require
from staff.values import all_values


@transaction.atomic
def create_quiz(
    *,
    slug: str,
    titles: dict[str, str],
    by: User,
    kind: str = QuizKind.SOP,
    sop: Sop | None = None,
    questions: list[dict[str, Any]] | None = None,
    at: dt.datetime | None = None,
    **rules: Any,
) -> Quiz:
    """Creates a quiz with its rules (`sop_version`, `languages`, `pass_mark`, `max_attempts`, `wait_hours`,
    `time_limit_min`, `draw`) and questions.

    Rules default to the institution's values of the day. Questions have the shape of docs/questions.md, each with
    its `id`. Raises Refused naming the question that cannot be asked.
    """
    require(by, May.MANAGE_COURSES)
    if (kind == QuizKind.SOP) != (sop is not None):
        raise Refused(_("A quiz on an SOP names the SOP; a final quiz names none."), field="sop")
    if Quiz.objects.filter(slug=slug).exists():
        raise Conflict(_("There is a quiz “%(slug)s” already.") % {"slug": slug}, field="slug")
    at = at or clock.now()
    rules = {**_rules_of_the_institution(clock.site_date(at)), **rules}
    quiz = Quiz.objects.create(slug=slug, titles=titles, kind=kind, sop=sop, created_at=at, **rules)
    add_questions(quiz, questions or [], by=by, at=at)
    record("quiz_created", quiz, by=by, at=at, new={"slug": slug, "kind": kind, "questions": len(questions or [])})
    return quiz


@transaction.atomic
def add_questions(
    quiz: Quiz, questions: list[dict[str, Any]], *, by: Actor, at: dt.datetime | None = None
) -> list[Question]:
    """Adds questions to the bank of a quiz; one with a known id replaces that question for later attempts."""
    require(by, May.MANAGE_COURSES, systems=(Name.IMPORT_QUESTIONS,))
    position = quiz.questions.count()
    made = []
    for data in questions:
        key = str(data.get("id") or f"q{position + 1}")
        try:
            check_question(data)
        except Refused as refused:
            raise Refused(
                _("Question %(key)s: %(why)s") % {"key": key, "why": refused}, field=refused.field
            ) from refused
        question, created = Question.objects.update_or_create(
            quiz=quiz,
            key=key,
            defaults={"data": data, "retired": False},
            create_defaults={"data": data, "position": position},
        )
        position += created
        made.append(question)
    if made:
        record("questions_saved", quiz, by=by, at=at, new={question.key: digest(question.data) for question in made})
    return made


@transaction.atomic
def import_bank(quiz: Quiz, bank: Bank, *, by: Actor, at: dt.datetime | None = None) -> list[Question]:
    """Imports the questions of a bank file into the quiz, all or none; a question imported before is replaced, by its
    id.

    Raises Refused when none of them can be asked.
    """
    if not bank.questions:
        raise Refused(_("No question of this file can be asked. Nothing was written."), field="file")
    return add_questions(quiz, [question for _line, question in bank.questions], by=by, at=at)


@transaction.atomic
def set_rules(quiz: Quiz, *, by: User, reason: str, at: dt.datetime | None = None, **rules: Any) -> Quiz:
    """Changes rules of a quiz for later attempts, or the SOP version its questions were checked against; with the
    reason.
    """
    require(by, May.MANAGE_COURSES)
    if not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    allowed = {
        "titles",
        "sop_version",
        "languages",
        "pass_mark",
        "max_attempts",
        "wait_hours",
        "time_limit_min",
        "draw",
    }
    if set(rules) - allowed:
        raise Refused(
            _("These rules cannot be changed: %(names)s.") % {"names": ", ".join(sorted(set(rules) - allowed))}
        )
    old = {name: getattr(quiz, name) for name in rules}
    for name, new in rules.items():
        setattr(quiz, name, new)
    quiz.save(update_fields=list(rules))
    record("quiz_changed", quiz, by=by, at=at, old=old, new=rules, reason=reason.strip())
    return quiz


@transaction.atomic
def retire_question(question: Question, *, by: User, reason: str, at: dt.datetime | None = None) -> None:
    """Retires a question from later attempts; attempts that asked it keep it."""
    require(by, May.MANAGE_COURSES)
    if not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    question.retired = True
    question.save(update_fields=["retired"])
    record(
        "question_retired",
        question.quiz,
        by=by,
        at=at,
        old={question.key: digest(question.data)},
        reason=reason.strip(),
    )


def _rules_of_the_institution(day: dt.date) -> dict[str, Any]:
    values = all_values(day)
    return {
        "pass_mark": values["quiz_pass_mark"],
        "max_attempts": values["quiz_attempts"],
        "wait_hours": values["quiz_wait_hours"],
    }
