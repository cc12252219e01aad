from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from core import clock
from courses.domain.attempts import server_sequence, start_attempt, submit_attempt
from courses.grading import right_answer
from courses.models import Answer, Submission
from tests.factories import courses as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


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


def _form(question, answer):
    """The fields a browser sends for an answer."""
    match question["type"]:
        case "ordering":
            fields = {f"place-{name}": str(place) for place, name in enumerate(answer["order"], 1)}
        case "matching":
            fields = {f"pair-{left}": right for left, right in answer["pairs"].items()}
        case "true_false":
            fields = {"value": "true" if answer["value"] else "false"}
        case _:
            fields = answer
    return {"key": question["key"], **fields}


def test_whole_quiz_by_plain_forms(client, attempt):
    for number, question in enumerate(attempt.asked, 1):
        page = client.get(reverse("attempt", args=[attempt.pk]), {"q": number})
        assert page.status_code == 200
        assert question["text"]["vi"] in squeezed(page.content.decode())
        sent = client.post(
            reverse("answer", args=[attempt.pk]), {**_form(question, right_answer(question)), "go": str(number + 1)}
        )
        assert sent.status_code == 302
    end = squeezed(client.get(reverse("attempt", args=[attempt.pk]), {"q": "end"}).content.decode())
    assert reverse("attempt_submit", args=[attempt.pk]) in end

    for _click in range(2):
        assert client.post(reverse("attempt_submit", args=[attempt.pk])).status_code == 302
    submission = Submission.objects.get()
    assert (submission.points, submission.passed) == (7, True)


def test_open_attempt_never_sends_the_key(client, attempt):
    for number, question in enumerate(attempt.asked, 1):
        page = squeezed(client.get(reverse("attempt", args=[attempt.pk]), {"q": number}).content.decode())
        assert "correct" not in page.lower()
        assert "Xem bước 1" not in page  # the explanation
        if question["type"] == "short_answer":
            assert "xanh trypan" not in page
        if question["type"] == "ordering":
            assert 'value="i1"' not in page


def test_script_saves_and_is_told_so(client, attempt):
    question = attempt.asked[0]
    url = reverse("answer", args=[attempt.pk])
    fields = _form(question, right_answer(question))
    said = client.post(url, {**fields, "sequence": server_sequence(clock.now())}, headers=JSON)
    assert said.status_code == 200
    assert (said.json()["saved"], said.json()["newest"], said.json()["answered"]) == (True, True, True)

    older = client.post(
        url, {"key": question["key"], "sequence": server_sequence(attempt.started_at) - 1000}, headers=JSON
    )
    assert (older.json()["saved"], older.json()["newest"]) == (True, False)
    assert Answer.objects.get().data == right_answer(question)


def test_number_with_two_readings_is_refused_beside_its_field(client, attempt):
    number, question = next((n, q) for n, q in enumerate(attempt.asked, 1) if q["type"] == "numeric")
    plain = client.post(
        reverse("answer", args=[attempt.pk]), {"key": question["key"], "text": "1.500", "go": str(number + 1)}
    )
    assert plain.status_code == 400
    assert 'value="1.500"' in squeezed(plain.content.decode())
    assert 'aria-invalid="true"' in squeezed(plain.content.decode())
    script = client.post(reverse("answer", args=[attempt.pk]), {"key": question["key"], "text": "1.500"}, headers=JSON)
    assert script.status_code == 400
    assert "1.500" in script.json()["why"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("fields", [{"key": "q99"}, {}, {"key": "q1", "choice": "\x00"}, {"key": "q1", "place-x": "9"}])
def test_nonsense_is_a_sentence_not_a_crash(client, attempt, fields):
    answer = client.post(reverse("answer", args=[attempt.pk]), fields)
    assert answer.status_code in (302, 400)


@pytest.mark.parametrize("q", ["0", "99", "abc", "-1", "९", "1" * 30])
def test_question_number_from_the_address_may_be_anything(client, attempt, q):
    assert client.get(reverse("attempt", args=[attempt.pk]), {"q": q}).status_code == 200


def test_another_person_neither_sees_nor_answers(client, attempt):
    client.force_login(people.user("learner"))
    assert client.get(reverse("attempt", args=[attempt.pk])).status_code == 403
    assert client.post(reverse("answer", args=[attempt.pk]), {"key": "q1", "choice": ""}).status_code == 403
    assert client.post(reverse("attempt_submit", args=[attempt.pk])).status_code == 403


def test_result_shows_own_answer_reason_and_the_step(client, attempt, learner, version):
    make.answer_all(attempt, learner, wrong=1)
    submit_attempt(attempt, by=learner)
    page = squeezed(client.get(reverse("attempt", args=[attempt.pk])).content.decode())

    assert "6/7" in page
    assert "Xem bước 1." in page
    assert f"{reverse('sop_detail', args=[version.sop.number])}#b-s6b1" in page
    for number in range(1, 8):
        assert client.get(reverse("attempt", args=[attempt.pk]), {"q": number}).status_code == 200


def test_expired_attempt_is_submitted_when_looked_at(client, attempt, learner):
    make.answer_all(attempt, learner)
    with clock.fixed(attempt.deadline + dt.timedelta(minutes=2)):
        page = client.get(reverse("attempt", args=[attempt.pk]))
    assert page.status_code == 200
    assert Submission.objects.get().by_expiry is True


def test_answer_in_flight_at_the_deadline_counts(client, attempt):
    question = next(q for q in attempt.asked if q["type"] == "numeric")
    late = attempt.deadline + dt.timedelta(seconds=5)
    fields = {"key": question["key"], "text": "0,5"}
    with clock.fixed(late):
        given = server_sequence(attempt.deadline) - 100
        assert (
            client.post(reverse("answer", args=[attempt.pk]), {**fields, "sequence": given}, headers=JSON).status_code
            == 200
        )
        assert (
            client.post(
                reverse("answer", args=[attempt.pk]), {**fields, "sequence": given + 200}, headers=JSON
            ).status_code
            == 409
        )


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
def test_pages_speak_the_readers_language(client, attempt, learner, language):
    page = squeezed(client.get(f"/{language}/attempts/{attempt.pk}/").content.decode())
    assert f'<html lang="{language}"' in page
    assert attempt.asked[0]["text"][language] in page


def test_questions_of_one_language_are_marked_as_such(client, learner, version):
    questions = [{**q, "text": {"vi": "Chỉ tiếng Việt?"}} for q in make.questions(1)]
    only = make.quiz(version, n=0)
    from courses.domain.quizzes import add_questions

    add_questions(only, questions, by=people.one("trainer"))
    attempt = start_attempt(only, by=learner)
    page = squeezed(client.get(f"/ja/attempts/{attempt.pk}/").content.decode())
    assert 'lang="vi"' in page


def test_saving_an_answer_costs_few_queries(client, attempt, django_assert_max_num_queries):
    question = attempt.asked[0]
    fields = _form(question, right_answer(question))
    client.post(reverse("answer", args=[attempt.pk]), fields, headers=JSON)
    with django_assert_max_num_queries(9):
        assert json.loads(client.post(reverse("answer", args=[attempt.pk]), fields, headers=JSON).content)["saved"]
