"""Questions of a bank have ids of their own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from courses.models import Question
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


def test_id_is_used_once_in_a_quiz_and_again_in_another():
    first, second = make.quiz(n=1), make.quiz(n=0)

    Question.objects.create(quiz=second, key="q1", data={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(quiz=first, key="q1", data={})
