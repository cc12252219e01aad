"""Calendar dates of three languages (domain (c) 7)."""

from __future__ import annotations

import pytest

from sops.guard.dates import find_dates

FIRST_OF_APRIL = (2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2026年4月1日", "ja", FIRST_OF_APRIL),
        ("令和8年4月1日", "ja", FIRST_OF_APRIL),
        ("令和 8 年 4 月 1 日", "ja", FIRST_OF_APRIL),
        ("平成31年4月", "ja", (2019, 4, 0)),
        ("昭和64年1月7日", "ja", (1989, 1, 7)),
        ("令和元年5月1日", "ja", (2019, 5, 1)),
        ("ngày 1 tháng 4 năm 2026", "vi", FIRST_OF_APRIL),
        ("tháng 4 năm 2026", "vi", (2026, 4, 0)),
        ("01/04/2026", "vi", FIRST_OF_APRIL),
        ("1.4.2026", "vi", FIRST_OF_APRIL),
        ("2026-04-01", "vi", FIRST_OF_APRIL),
        ("1 April 2026", "en", FIRST_OF_APRIL),
        ("1st of April 2026", "en", FIRST_OF_APRIL),
        ("April 1, 2026", "en", FIRST_OF_APRIL),
        ("Apr. 2026", "en", (2026, 4, 0)),
    ],
)
def test_a_date_is_read_in_every_spelling(text: str, language: str, day: tuple[int, int, int]) -> None:
    found, rest = find_dates(f"({text})", language)

    assert [days for _written, days in found] == [{day}]
    assert rest == f"({chr(0xFFFF) * len(text)})"


def test_an_english_date_in_slashes_may_be_either_day() -> None:
    assert find_dates("04/01/2026", "en")[0] == [("04/01/2026", {(2026, 1, 4), FIRST_OF_APRIL})]


@pytest.mark.parametrize("text", ["13/13/2026", "1/2", "2026年13月1日", "10.5.1", "令和8年度", "12026-04-011"])
def test_what_is_no_day_stays_in_the_text(text: str) -> None:
    assert find_dates(text, "ja") == ([], text)
