"""GIFT: what is taken is right to the digit, what cannot be asked is named with its reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from courses.banks import Bank, read_bank
from courses.grading import grade

FILES = Path(__file__).parent / "files"


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
