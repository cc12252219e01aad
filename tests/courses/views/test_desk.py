"""The trainer writes quizzes, questions and checklists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.banks import read_bank
from courses.domain.quizzes import import_bank
from tests.factories import courses as make
from tests.factories import staff

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[1] / "banks" / "files"


def test_in_the_browser_a_bank_is_looked_at_before_it_is_taken(client: Any):
    quiz, trainer = make.quiz(n=0), staff.user("trainer")
    client.force_login(trainer)
    page = reverse("quiz_import", args=[quiz.pk])
    file = SimpleUploadedFile("bank.txt", "::một::Đúng? {T}\n\n::hai::Viết luận {}\n".encode())

    looked = client.post(page, {"file": file, "language": "vi"})
    assert [entry["line"] for entry in looked.context["taken"]] == [1]
    assert [entry.line for entry in looked.context["bank"].rejected] == [3]
    assert not quiz.questions.exists()

    client.post(page, {"seen": looked.context["seen"], "language": "vi", "accept": "1"})
    assert [question.data["answer"] for question in quiz.questions.all()] == [True]


@pytest.mark.parametrize("sent", [{}, {"seen": "%%%"}, {"seen": "AAAA", "accept": "1"}])
def test_in_the_browser_nothing_to_read_is_a_sentence_at_the_field(client: Any, sent: dict[str, str]):
    quiz = make.quiz(n=0)
    client.force_login(staff.user("trainer"))

    response = client.post(reverse("quiz_import", args=[quiz.pk]), {"language": "vi", **sent})

    assert (response.status_code, list(response.context["form"].errors)) == (400, ["file"])


def test_an_imported_question_with_weights_is_not_flattened_by_the_form(client: Any):
    quiz = make.quiz(n=0)
    import_bank(quiz, read_bank((FILES / "iso-001.gift.txt").read_bytes()), by=staff.one("trainer"))
    client.force_login(staff.user("trainer"))

    assert client.get(reverse("question_edit", args=[quiz.pk, "ISO001-02"])).status_code == 400
    assert client.get(reverse("question_edit", args=[quiz.pk, "ISO001-03"])).status_code == 400


def test_steps_are_those_of_the_version_in_force(client):
    version = make.released()
    steps = [block["id"] for block in version.document["blocks"] if block["type"] == "step"]
    client.force_login(staff.user("trainer"))

    found = client.get(reverse("step_choices"), {"sop": version.sop.number}).json()["steps"]

    assert [step["id"] for step in found] == steps
    assert all(step["label"] for step in found)


@pytest.mark.parametrize("sop", ["", "MSC-SOP-XXX-999"])
def test_an_unknown_sop_has_no_steps(client, sop):
    client.force_login(staff.user("trainer"))

    response = client.get(reverse("step_choices"), {"sop": sop})

    assert (response.status_code, response.json()) == (200, {"steps": []})
