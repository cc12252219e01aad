"""Numbers as the reader writes them, kept together with their unit."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from core.numbers import quantity, short_decimal, vi_decimal


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("37 ± 0,5 °C", "37\u00a0±\u00a00,5\u00a0°C"),
        ("30–45 phút", "30\u2060–\u206045\u00a0phút"),
        ("≥ 85 %", "≥\u00a085\u00a0%"),
        ("400 × g", "400\u00a0×\u00a0g"),
        ("400×\u00a0g", "400\u00a0×\u00a0g"),
        ("5 % CO₂", "5\u00a0%\u00a0CO₂"),
        ("3 lần, 10 mL và 2 m", "3\u00a0lần, 10\u00a0mL và 2\u00a0m"),
        ("4 mẫu 5 người", "4 mẫu 5 người"),
        ("2026 – 2028", "2026\u00a0–\u00a02028"),
    ],
)
def test_quantities_are_not_torn_apart(given: str, kept: str) -> None:
    assert quantity(given) == kept


@pytest.mark.parametrize(
    ("stored", "vi", "ja"),
    [
        ("0.5", "0,5", "0.5"),
        ("5000", "5.000", "5,000"),
        ("-80", "−80", "−80"),
        ("-5000.5", "−5.000,5", "−5,000.5"),
        ("1000000.25", "1.000.000,25", "1,000,000.25"),
        ("P3", "P3", "P3"),
    ],
)
def test_decimals_are_written_as_the_reader_writes_them(stored: str, vi: str, ja: str) -> None:
    assert (vi_decimal(stored, "vi"), vi_decimal(stored, "ja")) == (vi, ja)


def test_noughts_behind_a_decimal_are_not_shown() -> None:
    with override("vi"):
        assert [short_decimal(given) for given in ("16.00", "1.50", "100", "", None)] == ["16", "1,5", "100", "", ""]
    with override("en"):
        assert short_decimal("1E+3") == "1,000"
