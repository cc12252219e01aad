from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from courses.checking import judge, lines_for, within

LIMITS = {
    "±": {"comparator": "±", "value": "37", "tolerance": "0.5"},
    "range": {"comparator": "range", "low": "30", "high": "45"},
    "≥": {"comparator": "≥", "value": "80"},
    "≤": {"comparator": "≤", "value": "-100"},
    "<": {"comparator": "<", "value": "1"},
    ">": {"comparator": ">", "value": "0"},
    "=": {"comparator": "=", "value": "0.1"},
}


@pytest.mark.parametrize(
    ("comparator", "value", "inside"),
    [
        ("±", "36.5", True), ("±", "37.5", True), ("±", "37.51", False),
        ("range", "30", True), ("range", "45", True), ("range", "29.9", False),
        ("≥", "80", True), ("≥", "79.9", False), ("≤", "-100", True), ("≤", "-99", False),
        ("<", "0", True), ("<", "1", False), (">", "0", False), (">", "1", True), ("=", "0.10", True),
        ("=", "0.11", False),
    ],
)  # fmt: skip
def test_limits_hold_at_their_edges(comparator, value, inside):
    assert within(LIMITS[comparator], Decimal(value)) is inside


def _lines(critical=1, others=4):
    made = [{"id": f"c{i}", "critical": True, "text": "x", "measures": []} for i in range(critical)]
    return made + [{"id": f"o{i}", "critical": False, "text": "x", "measures": []} for i in range(others)]


@given(st.lists(st.sampled_from(["met", "missed", "na"]), min_size=7, max_size=7), st.integers(0, 4))
def test_passed_exactly_without_critical_miss_and_few_others(results, allowed):
    lines = _lines(critical=3, others=4)
    given_results = {line["id"]: result for line, result in zip(lines, results, strict=True)}
    passed, judged = judge(lines, given_results, {}, others_allowed=allowed, complete=True)
    assert passed == ("missed" not in results[:3] and results[3:].count("missed") <= allowed)
    assert [line["result"] for line in judged] == results


def test_line_without_result_is_refused_where_all_are_needed():
    with pytest.raises(Refused) as refused:
        judge(_lines(), {"c0": "met"}, {}, others_allowed=2, complete=True)
    assert refused.value.field == "o0"


def test_limits_come_from_the_version_assessed():
    line = {
        "id": "l1",
        "critical": True,
        "text": "x",
        "measures": [{"parameter": "p1", "name": "T", "comparator": "=", "value": "60", "unit": "min"}],
    }
    typed = {"p1": {"id": "p1", "comparator": "range", "low": "40", "high": "50", "unit": "min"}}
    (made,) = lines_for([line], typed)
    assert within(made["measures"][0], Decimal("45"))
    (own,) = lines_for([line], {})
    assert not within(own["measures"][0], Decimal("45"))
