"""What a text says in figures, read once."""

from __future__ import annotations

from decimal import Decimal as D

from sops.guard.facts import read


def test_a_figure_is_either_date_code_or_number() -> None:
    facts = read("2026年4月1日、SOP-QC-003に従い、37±1℃で30分間加温する。", "ja")

    assert [days for _written, days in facts.dates] == [{(2026, 4, 1)}]
    assert [code.token for code in facts.codes] == ["SOP-QC-003"]
    assert [number.value for number in facts.numbers] == [D(37), D(1), D(30)]


def test_a_part_is_read_as_its_fraction() -> None:
    assert [number.value for number in read("3分の1を捨てる。", "ja").numbers] == [D("0.333333")]


def test_a_limit_in_words_is_not_read_as_a_prohibition() -> None:
    facts = read("Không quá 5 mL. Không được lắc.", "vi")

    assert [found.strong for found in facts.negations] == [0, 1]
    assert [number.strong for number in facts.numbers] == [{"≤"}]


def test_the_text_as_written_is_kept() -> None:
    facts = read("３７℃", "ja")

    assert (facts.original, facts.text) == ("３７℃", "37°C")
