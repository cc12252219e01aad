"""The trainer writes quizzes, questions and checklists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from courses.banks import read_bank
from courses.domain.quizzes import import_bank
from courses.models import Checklist, Quiz
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


def test_the_desk_names_sops_in_force_without_a_checklist(client):
    without, observed = make.released(), make.released()
    make.checklist(observed)
    make.released(effective_on=clock.today() + dt.timedelta(days=1))
    client.force_login(staff.user("trainer"))

    assert list(client.get(reverse("desk")).context["without"]) == [without.sop]


def test_a_quiz_is_made_and_its_rules_are_changed_with_a_reason(client):
    client.force_login(staff.user("trainer"))
    typed = {"title_vi": "Bài", "slug": "bai", "pass_mark": "80", "max_attempts": "3", "wait_hours": "24"}

    made = client.post(reverse("quiz_add"), typed)
    quiz = Quiz.objects.get()
    page = reverse("quiz_edit", args=[quiz.pk])
    silent = client.post(page, typed | {"pass_mark": "90"})
    changed = client.post(page, typed | {"pass_mark": "95", "reason": "họp"})

    quiz.refresh_from_db()
    assert (made["Location"], silent.status_code, changed["Location"], quiz.pass_mark) == (page, 400, page, 95)


def test_a_new_question_takes_the_next_free_id_and_is_retired_with_a_reason(client):
    quiz = make.quiz(n=1)
    client.force_login(staff.user("trainer"))

    client.post(reverse("question_edit", args=[quiz.pk, "true_false"]), {"text_vi": "Đúng?", "truth": "true"})
    silent = client.post(reverse("question_retire", args=[quiz.pk, "q2"]), {"reason": ""})
    kept = quiz.questions.get(key="q2")
    client.post(reverse("question_retire", args=[quiz.pk, "q2"]), {"reason": "sai"})

    assert (kept.data["answer"], kept.retired, silent.status_code) == (True, False, 400)
    assert [row.key for row in quiz.questions.filter(retired=True)] == ["q2"]
    assert client.get(reverse("question_retire", args=[quiz.pk, "q2"])).status_code == 404
    assert client.get(reverse("question_edit", args=[quiz.pk, "essay"])).status_code == 404


def test_a_checklist_takes_its_words_and_limits_from_the_version_in_force(client):
    version = make.released()
    client.force_login(staff.user("trainer"))

    client.post(
        reverse("checklist_add", args=[version.sop.number]),
        {"title_vi": "Ủ", "slug": "u", "kind": "practical", "steps": ["s6b1"], "critical": ["s6b1"]},
    )

    made = Checklist.objects.get()
    assert (made.sop_version, [line["critical"] for line in made.lines]) == (1, [True])
    assert made.lines[0]["measures"] == [
        {"parameter": p["id"], **{name: value for name, value in p.items() if name != "id"}}
        for p in make.BLOCKS[1]["parameters"]
    ]


def test_an_sop_that_is_not_in_force_has_no_steps_to_observe(client):
    sop = make.released(effective_on=clock.today() + dt.timedelta(days=1)).sop
    client.force_login(staff.user("trainer"))

    assert client.get(reverse("checklist_add", args=[sop.number])).status_code == 400
