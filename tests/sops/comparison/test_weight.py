"""Which class a change suggests (domain (b), (f))."""

from __future__ import annotations

import copy

import pytest

from sops.comparison import weight
from sops.comparison.compare import compare
from sops.comparison.weight import CRITICAL, EDITORIAL, PROCEDURAL
from sops.document.content import STRUCK
from tests.sops.comparison.documents import document, prose, section, step


@pytest.mark.parametrize(
    ("old", "new", "kind", "expected"),
    [
        ("5分間静置する。", "10分間静置する。", "step", "critical"),
        ("5分間静置する。", "5秒間静置する。", "step", "critical"),
        ("80％以上とする。", "80％以下とする。", "paragraph", "critical"),
        ("凍結する。", "凍結しないこと。", "paragraph", "critical"),
        ("静かに混和する。", "静かに混和すること。", "step", "editorial"),
        ("及び、又は", "および、または", "paragraph", "editorial"),
        ("静かに混和する。", "激しく混和する。", "step", "procedural"),
        ("静かに扱う。", "丁寧に扱う。", "warning", "critical"),
        ("３７℃", "37℃", "paragraph", "editorial"),
        ("SOP-QC-003参照", "SOP-QC-004参照", "paragraph", "procedural"),
        ("温度は－８０℃とする。", "温度は８０℃とする。", "paragraph", "critical"),
        ("温度は–80℃とする。", "温度は80℃とする。", "paragraph", "critical"),
        ("温度は－ ８０℃とする。", "温度は８０℃とする。", "paragraph", "critical"),
        ("毎分1℃で冷却する。", "毎分-1℃で冷却する。", "paragraph", "critical"),
        ("−80℃で保管する。", "-80℃で保管する。", "paragraph", "editorial"),
        ("2～8 ℃で保管する。", "2-8℃で保管する。", "paragraph", "editorial"),
        ("2～8 ℃で保管する。", "2 8 ℃で保管する。", "paragraph", "procedural"),
        ("1×10¹⁰個", "1×10¹0個", "paragraph", "critical"),
        ("1×10⁶5個", "1×10⁶⁵個", "paragraph", "critical"),
        ("培地を5 mL、試薬を2 mL加える。", "培地を2 mL、試薬を5 mL加える。", "paragraph", "critical"),
        ("CD34陰性であること。", "CD34陽性であること。", "paragraph", "critical"),
        ("CD34−の細胞", "CD34+の細胞", "paragraph", "critical"),
        ("不合格とする。", "合格とする。", "paragraph", "critical"),
        ("加えた後に混和する。", "加える前に混和する。", "paragraph", "critical"),
        ("必ず混和する。", "混和する。", "paragraph", "critical"),
        ("10％(v/v)とする。", "10％(w/v)とする。", "paragraph", "critical"),
    ],
)
def test_suggested_class(old, new, kind, expected) -> None:
    before = document(section("手順", prose(old, kind)))
    after = copy.deepcopy(before)
    after["blocks"][1]["text"] = new

    assert [(c.kind, c.class_) for c in compare(before, after)] == [("changed", expected)]


@pytest.mark.parametrize(("struck", "expected"), [("400×gで", "critical"), ("すぐに", "procedural")])
def test_crossing_out_weighs_as_taking_out(struck, expected) -> None:
    old, new = (
        document(section("手順", step(f"{struck}遠心する。"))),
        document(section("手順", step(f"{STRUCK[0]}{struck}{STRUCK[1]}遠心する。"))),
    )

    assert [(c.kind, c.class_) for c in compare(old, new)] == [("changed", expected)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("10分間静置する。", "step", CRITICAL),
        ("80％以上とする。", "paragraph", CRITICAL),
        ("記録する。", "step", PROCEDURAL),
        ("SOP-QC-003に従う。", "paragraph", PROCEDURAL),
        ("手を触れる。", "warning", CRITICAL),
        ("温度", "parameter", CRITICAL),
    ],
)
def test_what_comes_or_goes_is_critical_where_it_holds_a_quantity(text: str, kind: str, expected: str) -> None:
    assert weight.of_presence(text, kind, "ja") == expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("step", CRITICAL), ("warning", CRITICAL), ("paragraph", PROCEDURAL), ("table", PROCEDURAL)]
)
def test_the_order_of_steps_is_critical(kind: str, expected: str) -> None:
    assert weight.of_move(kind) == expected


@pytest.mark.parametrize(
    ("old", "new", "language", "expected"),
    [
        ("Vui lòng rửa mô.", "Rửa mô.", "vi", EDITORIAL),
        ("Rửa mô.", "Rửa mô", "vi", EDITORIAL),
        ("Rửa mô.", "Lắc mô.", "vi", PROCEDURAL),
        ("Rửa mô.", "Không rửa mô.", "vi", CRITICAL),
        ("CD34 âm tính", "CD34 dương tính", "vi", CRITICAL),
        ("Wash before use.", "Wash after use.", "en", CRITICAL),
        ("You must wash it.", "You may wash it.", "en", CRITICAL),
    ],
)
def test_a_translation_is_weighed_in_its_own_language(old: str, new: str, language: str, expected: str) -> None:
    assert weight.of_change(old, new, "paragraph", language) == expected


def test_where_care_is_asked_for_nothing_is_only_procedural() -> None:
    assert weight.of_change("静かに混和する。", "激しく混和する。", "step", "ja", careful=True) == CRITICAL
    assert weight.of_change("混和する。", "混和すること。", "step", "ja", careful=True) == EDITORIAL


def test_politeness_and_points_are_polished_away() -> None:
    assert weight.polished("組織を、洗浄すること。", "ja") == weight.polished("組織を洗浄します。", "ja")
    assert weight.polished("2–8℃", "ja") != weight.polished("2 8℃", "ja")
