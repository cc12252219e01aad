"""Banks of other systems: what is taken is right to the digit, what cannot be asked is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Refused
from courses.banks import Bank, read_bank
from courses.grading import grade, right_answer
from courses.presenting import outcome, screen
from courses.questions import as_asked, clean_answer

FILES = Path(__file__).parent / "files"


def gift(text: str) -> Bank:
    return read_bank(text.encode(), format="gift")


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
