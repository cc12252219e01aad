from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.canonical import canonical
from core.text import fold, name_key, sort_key


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("te bao goc", "Tế bào gốc"),
        ("DONG LANH", "đông lạnh"),
        ("幹細胞", "間葉系幹細胞の培養"),
        ("ＣＯ２", "CO₂ 5 %"),
        ("ｸﾘｰﾝﾍﾞﾝﾁ", "クリーンベンチ"),
        ("duong ong", "đường ống"),
    ],
)
def test_fold_finds(query, text):
    assert fold(query) in fold(text)


def test_fold_keeps_voiced_kana_apart():
    assert fold("か") != fold("が")


@given(st.text())
def test_fold_is_stable_and_blind_to_normal_form(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_words_sort_the_vietnamese_way():
    words = ["đa", "da", "ơ", "ô", "o", "ân", "ăn", "an", "ma", "mã", "má"]

    assert sorted(words, key=sort_key) == ["an", "ăn", "ân", "da", "đa", "ma", "mã", "má", "o", "ô", "ơ"]


def test_names_sort_by_given_name_and_japanese_names_come_after():
    names = ["Nguyễn Văn Đức", "Trần Thị An", "佐藤 健一", "Lê Bình"]

    assert sorted(names, key=name_key) == ["Trần Thị An", "Lê Bình", "Nguyễn Văn Đức", "佐藤 健一"]


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


def test_site_day_begins_at_midnight_in_ha_noi():
    before, after = dt.datetime(2026, 3, 1, 16, 59, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 1, 17, 0, tzinfo=dt.UTC)

    assert (clock.site_date(before), clock.site_date(after)) == (dt.date(2026, 3, 1), dt.date(2026, 3, 2))
    assert clock.start_of(dt.date(2026, 3, 2)) == after
    assert clock.end_of(dt.date(2026, 3, 1)) < after
