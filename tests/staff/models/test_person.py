"""People: who is employed on a day, and how a name is shortened."""

from __future__ import annotations

import datetime as dt

import pytest

from staff.models import Person
from tests.factories import staff as make

BEGIN, END = dt.date(2026, 3, 1), dt.date(2026, 3, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "employed"),
    [(dt.date(2026, 2, 28), False), (BEGIN, True), (END, True), (dt.date(2026, 4, 1), False)],
)
def test_employment_holds_on_its_first_and_its_last_day(day, employed):
    make.person(employed_from=BEGIN, employed_to=END)

    assert Person.objects.employed_on(day).exists() is employed


@pytest.mark.django_db
def test_whoever_was_never_employed_is_not_of_staff():
    make.person(employed_from=None)

    assert not Person.objects.employed_on(BEGIN).exists()


@pytest.mark.parametrize(
    ("full_name", "kanji_name", "initials"),
    [("Nguyễn Thị Thu Hiền", "", "TH"), ("Kobayashi Yumi", "小林 由美", "小林"), ("đào", "", "Đ")],
)
def test_initials_are_those_of_the_last_two_words_or_the_family_name(full_name, kanji_name, initials):
    assert Person(full_name=full_name, kanji_name=kanji_name).initials == initials
