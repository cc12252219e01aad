"""The same facts give the same bytes."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.canonical import canonical, digest, sha256

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet=st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@given(json_values)
def test_canonical_is_the_same_for_every_order_and_normal_form(value):
    def turned(v):
        if isinstance(v, dict):
            return {unicodedata.normalize("NFD", k): turned(w) for k, w in reversed(v.items())}
        if isinstance(v, list):
            return [turned(w) for w in v]
        return unicodedata.normalize("NFD", v) if isinstance(v, str) else v

    if len(canonical(value)) == len(canonical(turned(value))):  # two keys may meet in one normal form
        assert canonical(turned(value)) == canonical(value)


def test_canonical_of_times_and_decimals():
    moment = dt.datetime(2026, 1, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=7)))

    assert (
        canonical({"b": Decimal("1.50"), "a": [dt.date(2024, 2, 29), moment]})
        == '{"a":["2024-02-29","2026-01-01T00:00:00.000000+00:00"],"b":"1.50"}'
    )


def test_canonical_refuses_floats():
    with pytest.raises(TypeError):
        canonical({"x": 0.1})


@pytest.mark.parametrize("value", [b"x", {1, 2}, dt.time(7), object()])
def test_canonical_refuses_what_has_no_single_writing(value):
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical([value])


def test_digest_is_the_known_sha256_of_the_canonical_text():
    known = "43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777"

    assert digest({"b": 2, "a": 1}) == sha256('{"a":1,"b":2}') == sha256(b'{"a":1,"b":2}') == known
