"""What a block, a parameter or a row of a table says, in each language it is written in."""

from __future__ import annotations

from sops.comparison.tables import Place
from sops.comparison.wording import (
    cell_texts,
    first_path,
    first_text,
    parameter_texts,
    row_texts,
    texts_of,
    whole_text,
)

VALUE = {"name": {"ja": "温度", "vi": "Nhiệt độ"}, "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}


def places(*texts: object) -> list[Place]:
    return [Place(str(text), f"t.r0c{n}", {"text": text}) for n, text in enumerate(texts)]


def test_a_plain_text_is_in_the_source_language() -> None:
    assert [texts_of(value, "ja") for value in ("文", "", None, {"vi": "chữ"})] == [{"ja": "文"}, {}, {}, {"vi": "chữ"}]


def test_a_block_says_its_fields_its_rows_and_its_values() -> None:
    block = {"title": {"ja": "加温"}, "text": {"ja": "加温する。"}, "parameters": [VALUE]}
    table = {"caption": {"ja": "表1"}, "rows": [[{"text": {"ja": "項目"}}, {"text": {"ja": "値"}}]]}

    assert whole_text(block, "ja") == "加温\n加温する。\n温度: 37\u00a0±\u00a00.5\u00a0°C"
    assert whole_text(table, "ja") == "表1\n項目 | 値"


def test_a_value_is_written_the_way_of_each_language_of_its_name() -> None:
    assert parameter_texts(VALUE, "ja") == {
        "ja": "温度: 37\u00a0±\u00a00.5\u00a0°C",
        "vi": "Nhiệt độ: 37\u00a0±\u00a00,5\u00a0°C",
    }
    assert parameter_texts({**VALUE, "name": ""}, "ja") == {"ja": "37\u00a0±\u00a00.5\u00a0°C"}


def test_a_row_is_told_cell_by_cell_in_each_language() -> None:
    row = places({"ja": "温度", "vi": "Nhiệt độ"}, {"ja": "37"})

    assert row_texts(row, "ja") == {"ja": "温度 | 37", "vi": "Nhiệt độ"}
    assert (cell_texts(row, "ja"), first_path(row)) == ({"ja": "温度", "vi": "Nhiệt độ"}, "t.r0c0")


def test_no_cell_says_nothing() -> None:
    assert (first_text([]), first_path([]), cell_texts([], "ja"), row_texts([], "ja")) == ("", "", {}, {})
