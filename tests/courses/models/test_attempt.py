"""Attempts are counted once, answered once, and keep what they asked."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from courses.domain.attempts import start_attempt
from courses.models import Answer, Attempt
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    return start_attempt(make.quiz(n=2), by=people.user("learner"))


def test_number_is_given_once_to_a_person_at_a_quiz(attempt):
    attempt.pk = None
    attempt._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save()


def test_question_has_one_answer(attempt):
    Answer.objects.create(attempt=attempt, key="q1", data={}, saved_at=clock.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(attempt=attempt, key="q1", data={}, saved_at=clock.now())


def test_what_was_asked_is_not_changed(attempt):
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.update(questions="[]")

    assert [question["key"] for question in Attempt.objects.get().asked] == [q["key"] for q in attempt.asked]
