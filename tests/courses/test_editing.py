"""Forms of the trainer's desk: they begin with the institution's rules and give the domain what it takes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.errors import Refused
from courses.editing import BankForm, ChecklistForm, NewQuizForm, QuestionForm, QuizForm
from courses.enums import QuestionType
from tests.factories import courses as make
from tests.factories import staff as people

TYPED = {"title_vi": "Bài", "title_ja": "", "slug": "bai", "pass_mark": "80", "max_attempts": "3", "wait_hours": "24"}


@pytest.mark.django_db
def test_new_quiz_begins_with_the_rules_of_the_institution():
    people.value("quiz_pass_mark", 90)

    form = NewQuizForm()

    assert form.initial["pass_mark"] == 90
    assert ("reason" in form.fields, "slug" in form.fields) == (False, True)


@pytest.mark.django_db
def test_known_quiz_begins_with_its_own_rules_and_keeps_its_name():
    form = QuizForm(quiz=make.quiz(n=0, pass_mark=70))

    assert (form.initial["pass_mark"], form.initial["title_en"]) == (70, "Bài kiểm tra (en)")
    assert ("reason" in form.fields, "slug" in form.fields, "sop" in form.fields) == (True, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["sop", "final"])
def test_kind_of_a_new_quiz_follows_from_its_sop(kind):
    sop = make.released().sop if kind == "sop" else None

    form = NewQuizForm({**TYPED, "sop": str(sop.pk) if sop else ""})

    assert form.is_valid(), form.errors
    rules = form.rules()
    assert (rules["kind"], rules["sop"], rules["titles"], rules["languages"]) == (kind, sop, {"vi": "Bài"}, ["vi"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "wrong"), [("pass_mark", "0"), ("pass_mark", "101"), ("max_attempts", "0"), ("wait_hours", "-1")]
)
def test_rule_outside_its_limits_is_refused_at_its_field(field, wrong):
    assert list(NewQuizForm({**TYPED, field: wrong}).errors) == [field]


def test_confirmed_bank_is_the_one_that_was_looked_at():
    file = SimpleUploadedFile("bank.txt", "::một::Đúng? {T}\n".encode())
    looked = BankForm({"language": "vi"}, {"file": file})
    assert looked.is_valid(), looked.errors
    bank, seen = looked.bank("MSC-SOP-ISO-001")

    confirmed = BankForm({"language": "vi", "seen": seen, "accept": "1"})

    assert confirmed.is_valid(), confirmed.errors
    assert confirmed.bank("MSC-SOP-ISO-001") == (bank, seen)


@pytest.mark.parametrize("seen", ["", "%%%"])
def test_bank_that_is_not_there_is_refused_at_its_field(seen):
    form = BankForm({"language": "vi", "seen": seen, "accept": "1"})
    assert form.is_valid(), form.errors

    with pytest.raises(Refused) as refused:
        form.bank("")
    assert refused.value.field == "file"


@pytest.mark.parametrize("kind", QuestionType.values)
def test_question_has_the_fields_of_its_type_alone(kind):
    own = {"true_false": {"truth"}, "numeric": {"value", "tolerance", "unit"}}
    entries = {f"entries_{code}" for code in ("vi", "en", "ja")}
    shared = {f"{name}_{code}" for name in ("text", "explanation") for code in ("vi", "en", "ja")}

    assert set(QuestionForm(kind=kind, blocks=[]).fields) == shared | own.get(kind, entries)
    assert "block" in QuestionForm(kind=kind, blocks=[("s1", "1")]).fields


def test_checklist_offers_every_step_and_marks_those_with_limits():
    form = ChecklistForm(steps=[("a", "1"), ("b", "2")], marked=["b"])

    assert form.initial == {"steps": ["a", "b"], "critical": ["b"]}
    assert list(form.fields["critical"].choices) == [("a", "1"), ("b", "2")]
