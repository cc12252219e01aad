"""Questions of a bank file reach a quiz by command: once, or not at all."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from courses.models import Question
from tests.factories import courses as make

FILES = Path(__file__).parents[2] / "banks" / "files"


def run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_questions", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_the_command_writes_once_and_again_doubles_nothing():
    quiz = make.quiz(n=0)
    file = str(FILES / "iso-001.gift.txt")

    dry = run(file, "--quiz", quiz.slug, "--dry-run")
    assert (len(dry["imported"]), dry["rejected"], dry["written"]) == (12, [], False)
    assert not Question.objects.filter(quiz=quiz).exists()

    assert run(file, "--quiz", quiz.slug)["written"]
    assert run(file, "--quiz", quiz.slug)["written"]
    assert Question.objects.filter(quiz=quiz).count() == 12
    assert AuditEvent.objects.filter(action="questions_saved", source="manage.py import_questions").count() == 2


@pytest.mark.django_db
def test_the_command_refuses_in_a_sentence_and_writes_nothing(tmp_path: Path):
    quiz = make.quiz(n=0)
    bad = tmp_path / "bad.txt"
    bad.write_text("Viết luận {}\n", "utf-8")

    for arguments in (
        [str(bad), "--quiz", quiz.slug],
        [str(bad), "--quiz", "none"],
        [str(tmp_path / "no"), "--quiz", quiz.slug],
    ):
        with pytest.raises(CommandError):
            call_command("import_questions", *arguments, stdout=StringIO())
    assert not Question.objects.filter(quiz=quiz).exists()
