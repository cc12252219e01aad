"""Changes of a candidate, each with the class its author gave it (domain (b), (f))."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from core.errors import Refused
from sops.enums import ChangeClass
from sops.releasing.changes import Classified, classify, gravest

CRITICAL = Classified("b1.text", "changed", "b1", "1 (1)", {"ja": "30分"}, {"ja": "45分"}, "critical", "critical")
PROCEDURAL = dataclasses.replace(CRITICAL, path="b2.text", suggested="procedural", change_class="procedural")


def judged(change: Classified, classes: dict[str, str], reasons: dict[str, str] | None = None) -> tuple[str, str]:
    made = change.judged(classes, reasons or {})
    return made.change_class, made.reason


def test_the_suggestion_stands_where_the_author_says_nothing() -> None:
    assert judged(CRITICAL, {}) == ("critical", "")
    assert judged(CRITICAL, {"b9.text": "editorial"}) == ("critical", "")


def test_a_change_may_be_weighed_heavier_without_a_reason() -> None:
    assert judged(PROCEDURAL, {"b2.text": "critical"}) == ("critical", "")


@pytest.mark.parametrize("lower", ["editorial", "procedural"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_below_a_suggested_critical_needs_a_reason(lower: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        judged(CRITICAL, {"b1.text": lower}, {"b1.text": reason})
    assert refused.value.field == "reason:b1.text"

    assert judged(CRITICAL, {"b1.text": lower}, {"b1.text": " Lỗi gõ. "}) == (lower, "Lỗi gõ.")


def test_below_a_suggested_procedural_needs_none_and_keeps_none() -> None:
    assert judged(PROCEDURAL, {"b2.text": "editorial"}, {"b2.text": "x"}) == ("editorial", "")


def test_one_class_for_all_others_gives_way_to_the_own_one() -> None:
    classes, reasons = {"*": "editorial", "b1.text": "procedural"}, {"*": "Cách viết."}

    assert judged(CRITICAL, classes, reasons) == ("procedural", "Cách viết.")
    assert judged(PROCEDURAL, classes, reasons) == ("editorial", "")


def test_a_class_that_does_not_exist_is_refused_at_its_change() -> None:
    with pytest.raises(Refused) as refused:
        judged(PROCEDURAL, {"b2.text": "harmless"})
    assert refused.value.field == "class:b2.text"


@pytest.mark.parametrize(
    ("classes", "whole"),
    [
        ([], ""),
        (["editorial"], ChangeClass.EDITORIAL),
        (["editorial", "procedural"], ChangeClass.PROCEDURAL),
        (["critical", "editorial"], ChangeClass.CRITICAL),
    ],
)
def test_the_whole_is_as_grave_as_its_gravest_change(classes: list[str], whole: str) -> None:
    assert gravest(dataclasses.replace(CRITICAL, change_class=name) for name in classes) == whole


def frozen(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"title": {"ja": "題"}, "source": {"language": "ja"}, "blocks": [
        {"id": "s1", "type": "section", "level": 1, "title": {"ja": "手順"}}, *blocks,
    ]}  # fmt: skip


def step(key: str, ja: str, vi: str = "", **fields: Any) -> dict[str, Any]:
    text = {"ja": ja, **({"vi": vi} if vi else {})}
    return {"id": key, "type": "step", "level": 1, "title": {}, "text": text, "parameters": [], **fields}


A, B, C = step("a", "手袋を交換する。"), step("b", "容器を密閉する。"), step("c", "結果を様式に記録する。")
VALUE = {"id": "p", "name": {"ja": "温度"}, "comparator": "=", "value": "37", "unit": "°C"}


def told(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(change.path, change.kind, change.section, change.change_class) for change in classify(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((A, B), (A, step("b", "容器を素早く密閉する。")), [("b.text", "changed", "1 (2)", "procedural")]),
        ((A,), (A, B), [("b.text", "added", "1 (2)", "procedural")]),
        ((A, B), (A,), [("b.text", "removed", "1 (2)", "procedural")]),
        ((A, B, C), (A, C, B), [("b.place", "moved", "1 (3)", "critical")]),
        ((A,), (step("a", "手袋を交換する。", parameters=[VALUE]),), [("a.p.p", "changed", "1 (1)", "critical")]),
        ((step("a", "手袋を交換する。", parameters=[VALUE]),), (A,), [("a.p.p.gone", "changed", "1 (1)", "critical")]),
    ],
    ids=["changed", "added", "removed", "moved", "value added", "value removed"],
)
def test_every_change_has_a_path_of_its_own(old: Any, new: Any, expected: list[tuple[str, str, str, str]]) -> None:
    found = told(frozen(*old), frozen(*new))

    assert found == expected


def test_a_change_holds_every_language_before_and_after() -> None:
    old, new = ({"ja": f"{n}分間静置する。", "vi": f"Để yên {n} phút."} for n in (60, 45))

    (change,) = classify(frozen(step("a", **old)), frozen(step("a", **new)))

    assert (change.old, change.new) == (old, new)


def test_a_change_is_kept_with_all_it_says() -> None:
    assert dataclasses.replace(CRITICAL, change_class="editorial", reason="x").as_row() == {
        "path": "b1.text",
        "kind": "changed",
        "block_id": "b1",
        "section": "1 (1)",
        "old": {"ja": "30分"},
        "new": {"ja": "45分"},
        "suggested": "critical",
        "class": "editorial",
        "reason": "x",
    }
