"""Saving one answer, as the page of a quiz does it, durable when the reply is sent."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import reverse

from bench.browser import Browser
from bench.measure import compare
from core import clock
from courses.domain.attempts import save_answer, start_attempt
from courses.models import Attempt
from tests.factories import courses as make
from tests.factories import staff as people

QUESTIONS = 20


def figures() -> Iterator[dict[str, Any]]:
    who = people.user("learner")
    version = make.released()
    make.read(version, who)
    attempt = start_attempt(make.quiz(version, QUESTIONS, time_limit_min=600), by=who)
    asked = next(question for question in attempt.asked if question["type"] == "single")
    key, choices = asked["key"], itertools.cycle([option["id"] for option in asked["options"]])
    person, url = Browser(who), reverse("answer", args=[attempt.pk])
    upsert = _bare()
    floor = "one bare upsert and its commit in the same database"
    yield {
        "figure": "quiz_answer",
        **compare(lambda: person.post(url, {"key": key, "choice": next(choices)}), upsert, target=30, durable=True),
        "ours": f"POST of one answer to a quiz of {QUESTIONS} questions: log-in, CSRF, lock, check, upsert, commit",
        "floor": floor,
    }
    yield {
        "figure": "quiz_answer_domain",
        **compare(
            lambda: save_answer(
                Attempt.objects.get(pk=attempt.pk), key, {"choice": next(choices)}, by=who, at=clock.now()
            ),
            upsert,
            durable=True,
        ),
        "ours": "the same without the web: the attempt read, `save_answer`",
        "floor": floor,
    }


def _bare() -> Any:
    """An upsert by the driver, committed by itself: what any program must at least do."""
    mark = "?" if connection.vendor == "sqlite" else "%s"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_answer (attempt integer, question integer, value text, at text, PRIMARY KEY (attempt, "
            "question))"
        )
    sql = (
        f"INSERT INTO bench_answer VALUES ({mark}, {mark}, {mark}, {mark}) "
        "ON CONFLICT (attempt, question) DO UPDATE SET value = excluded.value, at = excluded.at"
    )
    turn = itertools.count()

    def upsert() -> None:
        n = next(turn)
        connection.ensure_connection()
        connection.connection.execute(sql, (n // QUESTIONS % 50, n % QUESTIONS, "abcd"[n % 4], str(n)))

    return upsert
