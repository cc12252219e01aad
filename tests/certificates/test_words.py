from __future__ import annotations

from decimal import Decimal

import pytest

from certificates.words import hours_text, in_words

WORDS = {
    "0": "Không",
    "0.5": "Không phẩy năm",
    "1": "Một",
    "1.05": "Một phẩy không năm",
    "1.50": "Một phẩy năm",
    "2.25": "Hai phẩy hai mươi lăm",
    "3": "Ba",
    "10": "Mười",
    "11": "Mười một",
    "15": "Mười lăm",
    "16": "Mười sáu",
    "20": "Hai mươi",
    "21": "Hai mươi mốt",
    "24": "Hai mươi bốn",
    "55": "Năm mươi lăm",
    "100": "Một trăm",
    "101": "Một trăm linh một",
    "105": "Một trăm linh năm",
    "115": "Một trăm mười lăm",
    "120": "Một trăm hai mươi",
    "999": "Chín trăm chín mươi chín",
    "1000": "Một nghìn",
    "1005": "Một nghìn không trăm linh năm",
    "1024": "Một nghìn không trăm hai mươi bốn",
    "2500000": "Hai triệu năm trăm nghìn",
}


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_in_words(number, words):
    assert in_words(Decimal(number)) == words


def test_in_words_refuses_negative_numbers():
    with pytest.raises(ValueError, match="outside"):
        in_words(Decimal("-1"))


@pytest.mark.parametrize(
    ("hours", "text"), [("3", "03"), ("16", "16"), ("1.5", "1,5"), ("0.50", "0,5"), ("10.0", "10"), ("120", "120")]
)
def test_hours_text(hours, text):
    assert hours_text(Decimal(hours)) == text
