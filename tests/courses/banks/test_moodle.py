"""Moodle XML: what is taken is right to the digit, what cannot be asked is named with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused
from courses.banks import Bank, read_bank
from courses.grading import grade

FILES = Path(__file__).parent / "files"


def moodle(kind: str, inner: str) -> Bank:
    asked = "<questiontext format='html'><text>Hỏi?</text></questiontext>"
    return read_bank(f"<quiz>\n<question type='{kind}'>{asked}{inner}</question></quiz>".encode())


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
