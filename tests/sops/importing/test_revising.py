"""A revised file meets the document before it: which ids are kept, and what of the work by hand still holds."""

from __future__ import annotations

from typing import Any

from sops.comparison.compare import compare
from sops.importing.revising import revise

TEMPERATURE = {
    "id": "p1",
    "name": "温度",
    "comparator": "±",
    "value": "37",
    "low": None,
    "high": None,
    "tolerance": "0.5",
    "unit": "°C",
}
TIME = {
    "id": "p2",
    "name": "時間",
    "comparator": "range",
    "value": None,
    "low": "30",
    "high": "45",
    "tolerance": None,
    "unit": "min",
}


def section(key: str, title: str) -> dict[str, Any]:
    return {"id": key, "type": "section", "level": 1, "title": title}


def step(key: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "type": "step", "level": 1, "title": "", "text": text, "parameters": [], **more}


def figure(key: str, image: str, alt: str = "") -> dict[str, Any]:
    return {"id": key, "type": "figure", "image": image, "caption": "図1", "alt": alt}


def content(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"title": "加温手順", "source": {"language": "ja"}, "blocks": list(blocks)}


HEATING = "組織を37±0.5℃で30〜45分間加温する。"
OLD = content(
    section("s1", "準備"),
    step("a", "手袋を交換する。"),
    section("s2", "手順"),
    step("b", HEATING),
    step("c", "結果を記録する。"),
)


def ids(made: dict[str, Any]) -> list[str]:
    return [block["id"] for block in made["blocks"]]


def test_unchanged_changed_and_moved_pieces_keep_their_ids_new_ones_get_their_own() -> None:
    new = content(
        section("n1", "準備"), section("n2", "手順"), step("n3", HEATING.replace("45", "60")),
        step("n4", "結果を記録する。"),
        step("n5", "手袋を交換する。"), step("n6", "容器に蓋をして、冷蔵庫へ移す。"),
    )  # fmt: skip
    made = revise(new, OLD)

    assert (ids(made.content), made.kept) == (["s1", "s2", "b", "c", "a", "n6"], 5)
    assert [(change.kind, change.block_id) for change in compare(OLD, made.content)] == [
        ("changed", "b"),
        ("moved", "a"),
        ("added", "n6"),
    ]
    assert made.ids["n5"] == "a"


def test_a_new_piece_never_takes_an_id_that_stood_for_something_else() -> None:
    made = revise(content(section("x", "手順"), step("a", "容器に蓋をして、冷蔵庫へ移す。"), step("s1", HEATING)), OLD)

    assert ids(made.content) == ["s2", "a-2", "b"]
    assert len(set(ids(made.content))) == 3


def test_what_is_in_force_comes_first_the_draft_knows_the_rest() -> None:
    draft = content(*OLD["blocks"][2:], step("d", "温度計を校正する。"))
    made = revise(
        content(
            section("n1", "準備"),
            step("n2", "手袋を交換する。"),
            section("n3", "手順"),
            step("n4", "温度計を校正する。"),
        ),
        OLD,
        draft,
    )

    assert ids(made.content) == ["s1", "a", "s2", "d"]


def test_a_first_file_stays_as_it_is() -> None:
    made = revise(OLD)

    assert (made.content, made.kept, made.left) == (OLD, 0, [])


def test_typed_values_stay_where_the_step_still_says_their_figures() -> None:
    before = content(
        section("s2", "手順"),
        step("b", HEATING, title="加温", parameters=[TEMPERATURE, TIME]),
        step("c", "結果を記録する。"),
    )
    same, changed = HEATING, HEATING.replace("30〜45", "20〜40")

    kept = revise(content(section("n1", "手順"), step("n2", same), step("n3", "結果を記録する。")), before)
    partly = revise(content(section("n1", "手順"), step("n2", changed), step("n3", "結果を記録する。")), before)

    assert (kept.content["blocks"][1], kept.left) == (before["blocks"][1], [])
    assert (partly.content["blocks"][1]["title"], partly.content["blocks"][1]["parameters"]) == ("加温", [TEMPERATURE])
    assert [(row.where, row.text) for row in partly.left] == [("1 (1)", "時間: 30–45\u00a0分")]


def test_a_value_not_finished_in_the_editor_is_named_not_carried() -> None:
    unfinished = {**TEMPERATURE, "tolerance": None}
    before = content(section("s2", "手順"), step("b", HEATING, parameters=[unfinished]))
    made = revise(content(section("n1", "手順"), step("n2", HEATING)), before)

    assert (made.content["blocks"][1]["parameters"], len(made.left)) == ([], 1)


def test_values_of_a_step_that_is_gone_are_named() -> None:
    before = content(section("s2", "手順"), step("b", HEATING, parameters=[TEMPERATURE]), step("c", "結果を記録する。"))
    made = revise(content(section("n1", "手順"), step("n2", "結果を記録する。")), before)

    assert [row.text for row in made.left] == ["温度: 37\u00a0±\u00a00.5\u00a0°C"]


def test_the_description_of_the_same_picture_stays() -> None:
    before = content(figure("f", "1" * 64, "細胞が30％を覆う。"))

    assert revise(content(figure("n", "1" * 64)), before).content["blocks"] == before["blocks"]
    assert revise(content(figure("n", "2" * 64)), before).content["blocks"][0]["alt"] == ""
