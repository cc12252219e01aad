"""From a frozen content to what a reader meets."""

from __future__ import annotations

from typing import Any

import pytest

from sops.reading.reading import Mark, read
from tests.factories.sops import parameter, text


def document(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": 1,
        "number": "X",
        "title": text("Tên", "題名"),
        "source": {"language": "ja"},
        "blocks": list(blocks),
    }


def step(key: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": key,
        "type": "step",
        "level": 1,
        "title": {},
        "text": text(f"làm {key}", f"{key}する"),
        "parameters": [],
        **fields,
    }


def section(key: str) -> dict[str, Any]:
    return {"id": key, "type": "section", "level": 1, "title": text("Phần", "節")}


def test_what_follows_a_step_belongs_to_it() -> None:
    warning = {"id": "w", "type": "warning", "kind": "warning", "title": {}, "text": text("Dừng", "停止")}

    found = read(document(section("s"), step("a"), warning, step("b")), ["vi"])

    assert [(one.id, [part.id for part in one.parts]) for one in found.steps] == [("a", ["w"]), ("b", [])]


def test_what_stands_before_the_first_step_opens_the_section() -> None:
    note = {"id": "n", "type": "note", "text": text("Ghi chú", "注記")}

    found = read(document(section("s"), note, step("a")), ["vi"])

    assert [part.id for part in found.sections[0].lead] == ["n"]


def test_text_before_the_first_section_is_not_lost() -> None:
    found = read(document({"id": "p", "type": "paragraph", "text": text("Mở đầu", "前文")}), ["vi"])

    assert found.sections[0].lead[0].text == "Mở đầu"


def paragraph(key: str, vi: str, ja: str) -> dict[str, Any]:
    return {"id": key, "type": "paragraph", "text": text(vi, ja)}


def test_a_lettered_line_above_steps_heads_a_group_of_them() -> None:
    blocks = [
        section("s"),
        paragraph("a", "A. Chuẩn bị", "A. 準備"),
        step("1"),
        paragraph("b", "B. Rửa mô", "B．洗浄"),
        step("2"),
        step("3"),
    ]

    found = read(document(*blocks), ["vi", "ja"])

    assert [
        (one.label, one.title, one.second_title, one.level, one.heading, [s.label for s in one.steps])
        for one in found.sections
    ] == [
        ("1", "Phần", "節", 1, 2, []),
        ("", "A. Chuẩn bị", "A. 準備", 2, 3, ["(1)"]),
        ("", "B. Rửa mô", "B．洗浄", 2, 3, ["(2)", "(3)"]),
    ]
    assert {one.section for one in found.steps} == {"1"}


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("p", "A. Chuẩn bị", "A. 準備")],  # nothing follows
        [paragraph("p", "A. Chuẩn bị", "A. 準備"), paragraph("q", "Rồi", "次")],  # no step follows
        [paragraph("p", "A. Đậy kín chai.", "A. 密栓する。"), step("1")],  # a sentence
        [paragraph("p", "Đậy kín chai", "密栓"), step("1")],  # no letter
    ],
)
def test_other_paragraphs_stay_text(blocks: list[dict[str, Any]]) -> None:
    found = read(document(section("s"), *blocks), ["vi"])

    assert [(one.id, one.lead[0].id) for one in found.sections] == [("s", "p")]


def test_two_languages_stand_side_by_side() -> None:
    found = read(document(section("s"), step("a")), ["ja", "vi"]).steps[0]

    assert (found.text, found.second) == ("aする", "làm a")


def test_a_missing_language_stays_empty() -> None:
    found = read(document(section("s"), step("a")), ["en", "ja"]).steps[0]

    assert (found.text, found.second) == ("", "aする")


def test_critical_values_are_written_in_the_language_of_the_page() -> None:
    found = read(document(section("s"), step("a", parameters=[parameter()])), ["vi", "ja"])

    assert found.steps[0].values[0].value == "37\u00a0±\u00a00,5\u00a0°C"
    assert found.critical == [("1 (1)", "37\u00a0±\u00a00,5\u00a0°C")]


def test_a_number_in_a_table_is_written_once() -> None:
    table = {
        "id": "t",
        "type": "table",
        "caption": {},
        "head_rows": 1,
        "rows": [[{"text": text("Số", "数")}], [{"text": text("4", "4")}]],
    }

    rows = read(document(table), ["vi", "ja"]).sections[0].lead[0].rows

    assert [(row[0]["text"], row[0]["second"], row[0]["head"]) for row in rows] == [
        ("Số", "数", True),
        ("4", "", False),
    ]


def test_list_items_become_one_list() -> None:
    items = [{"id": f"l{n}", "type": "list_item", "level": 1, "text": text(str(n), str(n))} for n in range(3)]

    found = read(document(*items), ["vi"]).sections[0].lead

    assert [len(part.items) for part in found] == [3]


def test_marks_stand_on_their_blocks() -> None:
    mark = Mark("changed")

    assert read(document(section("s"), step("a")), ["vi"], {"a": mark}).steps[0].mark is mark
