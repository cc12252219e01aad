"""The start page of a quiz, its results, one attempt more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from courses.domain.attempts import start_attempt, submit_attempt
from courses.models import Attempt
from tests.factories import courses as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.released()


@pytest.fixture
def learner(version, client):
    who = people.user("learner")
    make.read(version, who)
    client.force_login(who)
    return who


@pytest.fixture
def quiz(version):
    return make.quiz(version, n=7)


@pytest.fixture
def attempt(quiz, learner):
    return start_attempt(quiz, by=learner)


def test_start_page_tells_rules_and_starts(client, quiz, learner):
    page = squeezed(client.get(reverse("quiz", args=[quiz.pk])).content.decode())
    assert "80 %" in page

    answer = client.post(reverse("quiz", args=[quiz.pk]))
    assert answer["Location"] == reverse("attempt", args=[Attempt.objects.get().pk])


def test_start_page_leads_to_reading_first(client, quiz):
    client.force_login(people.user("learner"))
    page = client.get(reverse("quiz", args=[quiz.pk]))
    assert page.status_code == 200
    assert reverse("sop_detail", args=[quiz.sop.number]) in squeezed(page.content.decode())
    assert client.post(reverse("quiz", args=[quiz.pk])).status_code == 400
    assert not Attempt.objects.exists()


def test_trainer_sees_results_not_open_attempts(client, attempt, quiz, learner):
    client.force_login(people.user("trainer"))
    assert client.get(reverse("attempt", args=[attempt.pk])).status_code == 403
    submit_attempt(attempt, by=learner)
    assert client.get(reverse("attempt", args=[attempt.pk])).status_code == 200
    page = squeezed(client.get(reverse("quiz_results", args=[quiz.pk])).content.decode())
    assert learner.person.full_name in page


@pytest.mark.parametrize("n", [1, 30])
def test_results_cost_the_same_for_one_and_thirty(client, quiz, version, n, django_assert_max_num_queries):
    for _i in range(n):
        who = people.user("learner")
        make.read(version, who)
        submit_attempt(start_attempt(quiz, by=who), by=who)
    client.force_login(people.user("trainer"))
    client.get(reverse("quiz_results", args=[quiz.pk]))
    with django_assert_max_num_queries(14):
        client.get(reverse("quiz_results", args=[quiz.pk]))


def test_trainer_grants_an_attempt_with_a_reason(client, version, learner):
    quiz = make.quiz(version, max_attempts=1, wait_hours=0)
    submit_attempt(start_attempt(quiz, by=learner), by=learner)
    client.force_login(people.user("trainer"))
    url = reverse("quiz_grant", args=[quiz.pk, learner.person_id])

    assert client.post(url, {"reason": ""}).status_code == 400
    assert client.post(url, {"reason": "Đào tạo lại"}).status_code == 302
    assert start_attempt(quiz, by=learner).turn == 2
