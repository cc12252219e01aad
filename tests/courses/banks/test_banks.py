"""Banks of other systems: what is taken is right to the digit, what cannot be asked is named with its line."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from audit.models import AuditEvent
from core.errors import Refused
from courses.banks import Bank, read_bank
from courses.domain.quizzes import import_bank
from courses.grading import grade, right_answer
from courses.models import Question
from courses.presenting import outcome, screen
from courses.questions import as_asked, clean_answer
from tests.factories import courses as make
from tests.factories import staff

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def gift(text: str) -> Bank:
    return read_bank(text.encode(), format="gift")


def one(text: str) -> dict[str, Any]:
    bank = gift(text)
    assert not bank.rejected, bank.rejected
    (_line, question), *_rest = bank.questions
    return question


def why(text: str) -> str:
    bank = gift(text)
    assert not bank.questions
    return bank.rejected[0].reason


def moodle(kind: str, inner: str) -> Bank:
    asked = "<questiontext format='html'><text>Hỏi?</text></questiontext>"
    return read_bank(f"<quiz>\n<question type='{kind}'>{asked}{inner}</question></quiz>".encode())


@pytest.mark.parametrize(
    ("name", "count"), [("cul-002.gift.txt", 12), ("iso-001.gift.txt", 12), ("qc-003.moodle.xml", 8)]
)
def test_every_question_of_the_samples_earns_full_points_by_its_own_key(name: str, count: int):
    import random

    bank = read_bank((FILES / name).read_bytes())

    assert (len(bank.questions), bank.rejected) == (count, [])
    for _line, question in bank.questions:
        asked = {**as_asked(question, random.Random(1)), "key": question["id"]}  # an order for a test
        answer = clean_answer(asked, right_answer(asked))
        result = grade(asked, answer)
        assert result.correct, question["id"]
        assert screen(asked, answer, "vi").text
        told = {"answer": answer, "detail": result.detail, "correct": True, "reason": "", "points": "1", "max": "1"}
        assert outcome(1, asked, told, "vi").text


def test_gift_weights_count_and_three_thirds_are_the_whole():
    question = next(
        q for _l, q in read_bank((FILES / "iso-001.gift.txt").read_bytes()).questions if q["id"] == "ISO001-04"
    )

    assert grade(question, {"choices": ["o1", "o2", "o3"]}).points == 1
    assert grade(question, {"choices": ["o1", "o2", "o3", "o4"]}).points == Decimal("0.5")
    assert grade(question, {"choices": ["o1"]}).points == Decimal("0.33333")


@pytest.mark.parametrize(("typed", "points"), [("60", "1"), ("62", "0.5"), ("65", "0.5"), ("65.1", "0"), ("45", "0")])
def test_gift_graded_numbers(typed: str, points: str):
    question = next(
        q for _l, q in read_bank((FILES / "iso-001.gift.txt").read_bytes()).questions if q["id"] == "ISO001-02"
    )

    assert grade(question, {"text": typed}).points == Decimal(points)


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("0.5", "1"),
        ("0,5 EU/mL", "1"),
        ("500 EU/L", "1"),
        ("520 EU/L", "0.5"),
        ("500", "0"),
        ("500 EU/mL", "0"),
        ("0.5 EU/L", "0"),
    ],
)
def test_a_second_unit_counts_only_when_it_is_written(typed: str, points: str):
    question = next(
        q for _l, q in read_bank((FILES / "qc-003.moodle.xml").read_bytes()).questions if q["id"] == "QC003-05"
    )

    assert grade(question, {"text": typed}).points == Decimal(points)


def test_markup_becomes_text_and_keeps_what_carries_meaning():
    question = one(
        "::a::[html]<p>10<sup>6</sup> tế bào, CO<sub>2</sub> &lt; 5\\: "
        "<script>x()</script><b>đậm</b></p><p>hai</p>{=1<sup>st</sup> ~b}"
    )

    assert question["text"] == {"vi": "10⁶ tế bào, CO₂ < 5: đậm\nhai"}
    assert question["options"][0]["text"] == {"vi": "1^(st)"}


def test_escaped_signs_are_text():
    question = one(r"a \= b \~ \{c\} \# \: \\ d\ne {=x \= y#tốt \# ~z}")

    assert question["text"] == {"vi": "a = b ~ {c} # : \\ d\ne"}
    assert question["options"][0] == {"id": "o1", "text": {"vi": "x = y"}, "correct": True, "feedback": {"vi": "tốt #"}}


def test_an_option_may_name_its_own_format_after_its_weight():
    question = one("Q {~%100%[html]1×10<sup>5</sup> ~%-100%[plain]<b>}")

    assert [(option["text"]["vi"], option["weight"]) for option in question["options"]] == [
        ("1×10⁵", "100"),
        ("<b>", "-100"),
    ]


def test_a_blank_inside_a_sentence():
    assert one("Lưới {=100 µm ~40 µm} trước khi ly tâm.")["text"] == {"vi": "Lưới _____ trước khi ly tâm."}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Chỉ là mô tả.", "no answers in braces"),
        ("Viết luận {}", "essay"),
        ("Hở {=a ~b", "braces do not close"),
        ("Hai {=a ~b} và {=c ~d}", "braces do not close"),
        ("Số {#0,5:0,1}", "not a number"),
        ("Số {#1.234,5}", "not a number"),
        ("Khoảng {#5..3}", "lower end is above"),
        ("Số {#=%50%3}", "full points"),
        ("Chọn {~%40%a ~%40%b ~c}", "80 %, not 100 %"),
        ("Chọn {=a =b ~c}", "exactly one right option"),
        ("Chọn {~%200%a ~b}", "between −100 and 100"),
        ("Chọn {=a ~}", "option has no text"),
        ("Ghép {=a -> 1}", "at least two"),
        ("Ghép {=a -> 1 =b}", "no pair"),
        ("Thứ tự {>ALL a}", "ordering"),
        ("[html]<img src='x.png'> {T}", "not in the file"),
        ("[html]<iframe src='x'></iframe> {T}", "cannot be shown"),
        ("{T}", "no text"),
    ],
)
def test_gift_that_cannot_be_asked_is_refused_with_its_reason(text: str, reason: str):
    assert reason in why(text)


def test_a_refusal_names_its_line_and_the_others_are_taken():
    bank = gift("// lời\n\n::một::A {T}\n\n::hai::B {\n=a ~b\n\n::ba::C {F}\n")

    assert [line for line, _question in bank.questions] == [3, 8]
    assert [(rejected.line, rejected.name) for rejected in bank.rejected] == [(5, "hai")]


def test_byte_order_marks_and_line_ends():
    text = "::một::Đúng? {T}\r\n\r\n::hai::Sai? {F}\r\n"

    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.replace("\r\n", "\r").encode()):
        assert [question["answer"] for _line, question in read_bank(data).questions] == [True, False]


@pytest.mark.parametrize(
    "data", ["Độ phủ {T}".encode("cp1258", "replace"), b"A \x00 {T}", b"", b"\xff\xfe\x00", b"// nothing\n"]
)
def test_what_is_no_bank_is_one_sentence(data: bytes):
    with pytest.raises(Refused):
        read_bank(data, format="gift")


@pytest.mark.parametrize(
    "data",
    [
        b"<quiz><question>",
        b"<html><body/></html>",
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay"/></quiz>',
        b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question '
        b'type="truefalse"><questiontext><text>&x;</text></questiontext></question></quiz>',
        b"<quiz/>",
    ],
)
def test_moodle_xml_that_is_not_read(data: bytes):
    with pytest.raises(Refused):
        read_bank(data)


@pytest.mark.parametrize(
    ("kind", "inner", "reason"),
    [
        ("essay", "", "“essay”"),
        ("cloze", "", "“cloze”"),
        ("truefalse", "<answer fraction='100'><text>true</text></answer>", "true or false"),
        ("shortanswer", "<usecase>1</usecase><answer fraction='100'><text>x</text></answer>", "case"),
        ("numerical", "<answer fraction='100'><text>0,5</text></answer>", "not a number"),
        ("matching", "<subquestion><text>a</text><answer><text></text></answer></subquestion>", "nothing that belongs"),
        (
            "multichoice",
            "<single>true</single><answer fraction='100'><text>&lt;img src='@@PLUGINFILE@@/a.png'&gt;</text></answer>",
            "not in the file",
        ),
        ("ordering", "<selecttype>RANDOM</selecttype><answer fraction='1'><text>a</text></answer>", "only some"),
    ],
)
def test_moodle_questions_that_cannot_be_asked(kind: str, inner: str, reason: str):
    (rejected,) = moodle(kind, inner).rejected

    assert (rejected.line, reason in rejected.reason) == (2, True), rejected.reason


def test_a_picture_comes_with_its_question_and_a_false_one_is_refused():
    (_line, question), *_rest = read_bank((FILES / "qc-003.moodle.xml").read_bytes()).questions
    assert question["pictures"][0]["data"].startswith("data:image/png;base64,")
    assert question["pictures"][0]["alt"]

    false = (
        "<questiontext format='html'><text>&lt;img src='@@PLUGINFILE@@/a.png'&gt; "
        "?</text><file name='a.png' encoding='base64'>PHN2Zy8+</file></questiontext>"
    )
    bank = read_bank(f"<quiz><question type='truefalse'>{false}</question></quiz>".encode())
    assert "damaged" in bank.rejected[0].reason


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


@pytest.mark.django_db
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


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"seen": "%%%"}, {"seen": "AAAA", "accept": "1"}])
def test_in_the_browser_nothing_to_read_is_a_sentence_at_the_field(client: Any, sent: dict[str, str]):
    quiz = make.quiz(n=0)
    client.force_login(staff.user("trainer"))

    response = client.post(reverse("quiz_import", args=[quiz.pk]), {"language": "vi", **sent})

    assert (response.status_code, list(response.context["form"].errors)) == (400, ["file"])


@pytest.mark.django_db
def test_an_imported_question_with_weights_is_not_flattened_by_the_form(client: Any):
    quiz = make.quiz(n=0)
    import_bank(quiz, read_bank((FILES / "iso-001.gift.txt").read_bytes()), by=staff.one("trainer"))
    client.force_login(staff.user("trainer"))

    assert client.get(reverse("question_edit", args=[quiz.pk, "ISO001-02"])).status_code == 400
    assert client.get(reverse("question_edit", args=[quiz.pk, "ISO001-03"])).status_code == 400
