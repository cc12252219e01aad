"""Each change between two paired documents: where it stands, what it says, the class it suggests."""

from __future__ import annotations

import copy

from sops.comparison.compare import compare
from sops.document.content import join
from tests.sops.comparison.documents import document, ids, prose, section, step, table


def test_typed_parameters_are_critical_and_shown_as_values() -> None:
    parameter = {"id": "p1", "name": "温度", "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}
    old = document(section("手順", step("加温する。", parameters=[parameter])))
    new = copy.deepcopy(old)
    new["blocks"][1]["parameters"][0]["tolerance"] = "1"

    (change,) = compare(old, new)

    assert (change.kind, change.class_, change.what) == ("changed", "critical", "parameter")
    assert (change.old, change.new) == ("温度: 37\u00a0±\u00a00.5\u00a0°C", "温度: 37\u00a0±\u00a01\u00a0°C")


def test_captions_only_renumbered_are_no_change_and_pictures_are() -> None:
    def figure(image, caption):
        return [{"id": f"x{next(ids)}", "type": "figure", "image": image, "caption": caption, "alt": ""}]

    old = document(section("図", figure("aa", "図1　凍結曲線")))
    new = document(section("図", figure("bb", "図2　凍結曲線")))

    assert [(c.what, c.old, c.new) for c in compare(old, new)] == [("figure", "aa", "bb")]


def test_a_step_that_becomes_part_of_another_is_a_change() -> None:
    old = document(section("手順", step("消毒する。"), step("洗浄する。"), step("乾燥する。")))
    new = copy.deepcopy(old)
    new["blocks"][2]["level"] = 2

    assert [(c.kind, c.what, c.old, c.new) for c in compare(old, new)] == [("changed", "level", "(2)", "ア")]


def test_the_title_of_the_document_is_compared() -> None:
    assert [(c.path, c.old, c.new) for c in compare(document(), document(title="培養手順書"))] == [
        ("title", "分離手順書", "培養手順書")
    ]


def test_a_better_translation_is_editorial_and_a_wrong_number_in_it_critical() -> None:
    source = document(section("手順", step("5分間静置する。")))
    path = f"{source['blocks'][1]['id']}.text"
    old, better, wrong = (
        join(source, {"vi": {path: t}}) for t in ("Để yên 5 phút.", "Để yên trong 5 phút.", "Để yên 15 phút.")
    )

    assert [(c.class_, c.language, c.new_texts["vi"]) for c in compare(old, better)] == [
        ("editorial", "vi", "Để yên trong 5 phút.")
    ]
    assert [(c.class_, c.language) for c in compare(old, wrong)] == [("critical", "vi")]


VALUE = {"id": "p1", "name": "温度", "comparator": "=", "value": "37", "unit": "°C"}


def test_a_value_that_comes_or_goes_is_told_for_itself() -> None:
    bare = document(section("手順", step("加温する。")))
    typed = copy.deepcopy(bare)
    typed["blocks"][1]["parameters"] = [VALUE]

    assert [
        (c.kind, c.class_, c.what, c.old, c.new)
        for old, new in ((bare, typed), (typed, bare))
        for c in compare(old, new)
    ] == [
        ("added", "critical", "parameter", "", "温度: 37\u00a0°C"),
        ("removed", "critical", "parameter", "温度: 37\u00a0°C", ""),
    ]


def test_an_empty_block_that_comes_or_goes_is_no_change() -> None:
    old = document(section("手順", step("加温する。")))
    new = document(section("手順", step("加温する。"), prose("")))

    assert (compare(old, new), compare(new, old)) == ([], [])


def test_a_note_that_becomes_a_warning_is_critical() -> None:
    old = document(section("手順", prose("手袋を二重にする。", "note")))
    new = copy.deepcopy(old)
    new["blocks"][1] |= {"type": "warning", "kind": "warning"}

    assert [(c.kind, c.class_) for c in compare(old, new)] == [("changed", "critical")]


def test_a_changed_cell_is_placed_by_its_row() -> None:
    def made(time: str):
        return document(section("基準", table(["項目", "値"], ["温度", "37℃"], ["時間", time])))

    (change,) = compare(made("30分"), made("45分"))

    assert (change.row, change.section, change.class_) == ("時間", "1", "critical")
    assert change.path_new.split(".")[1] == "r2c1"


def test_a_translation_of_a_cell_changes_alone() -> None:
    source = document(section("基準", table(["項目"], ["温度"])))
    path = f"{source['blocks'][1]['id']}.r1c0"
    old, new = (join(source, {"vi": {path: text}}) for text in ("Nhiệt độ", "Độ nóng"))

    assert [(c.language, c.new_texts["vi"]) for c in compare(old, new)] == [("vi", "Độ nóng")]
