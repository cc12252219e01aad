from __future__ import annotations

import unicodedata

from sops.document.content import (
    NBSP,
    in_language,
    join,
    labels,
    segments,
    text_hash,
    value_text,
)


def block(id: str, type: str, **fields):
    return {"id": id, "type": type, **fields}


DOCUMENT = {
    "title": "加温手順",
    "source": {"language": "ja"},
    "blocks": [
        block("s1", "section", level=1, title="目的"),
        block("s2", "section", level=1, title="手順"),
        block("s3", "section", level=2, title="準備"),
        block("a", "step", level=1, title="", text="一"),
        block("b", "step", level=2, title="", text="二"),
        block("c", "step", level=2, title="", text="三"),
        block("d", "step", level=3, title="", text="四"),
        block("n", "note", text="注"),
        block("e", "step", level=1, title="加温", text="37℃", parameters=[{"id": "p1", "name": "温度", "value": "37"}]),
        block("f", "step", level=2, title="", text="五"),
        block("s4", "section", level=2, title="洗浄"),
        block("g", "step", level=1, title="", text="六"),
        block("t", "table", caption="表1", rows=[[{"text": "項目"}, {"text": ""}], [{"text": "37±1"}, {"text": "P3"}]]),
        block("w", "warning", kind="warning", title="警告", text="高温"),
    ],
}


def test_labels_restart_in_sections_and_continue_after_a_sub_list() -> None:
    found = labels(DOCUMENT)

    assert [found[i] for i in ("s1", "s2", "s3", "s4")] == ["1", "2", "2.1", "2.2"]
    assert [found[i] for i in "abcdefg"] == ["(1)", "ア", "イ", "①", "(2)", "ア", "(1)"]


def test_segments_are_every_non_empty_text_in_order() -> None:
    found = segments(DOCUMENT)

    assert [s.path for s in found] == [
        "title", "s1.title", "s2.title", "s3.title", "a.text", "b.text", "c.text", "d.text", "n.text", "e.title",
        "e.text", "e.p.p1", "f.text",
        "s4.title", "g.text", "t.caption", "t.r0c0", "t.r1c0", "t.r1c1", "w.title", "w.text",
    ]  # fmt: skip
    assert [s.path for s in found if s.critical] == ["e.title", "e.text", "e.p.p1", "w.title", "w.text"]
    assert next(s for s in found if s.path == "e.p.p1").kind == "parameter"


def test_joined_content_holds_every_language_and_no_stand_in() -> None:
    frozen = join(DOCUMENT, {"vi": {"title": "Quy trình ủ", "a.text": "Một"}})

    assert frozen["title"] == {"ja": "加温手順", "vi": "Quy trình ủ"}
    assert frozen["blocks"][4]["text"] == {"ja": "二"}
    assert frozen["blocks"][3]["title"] == {}
    assert DOCUMENT["blocks"][3]["text"] == "一"
    assert in_language(frozen, "ja") == DOCUMENT
    assert [s.path for s in segments(frozen)] == [s.path for s in segments(DOCUMENT)]


def test_hash_does_not_see_the_normal_form() -> None:
    assert text_hash("Ủ ấm") == text_hash(unicodedata.normalize("NFD", "Ủ ấm"))


def test_values_are_written_the_way_of_each_language() -> None:
    exact = {"comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}
    span = {"comparator": "range", "low": "30", "high": "45", "unit": "min"}
    least = {"comparator": "≥", "value": "80", "unit": "%"}

    assert value_text(exact, "vi") == f"37{NBSP}±{NBSP}0,5{NBSP}°C"
    assert value_text(exact, "ja") == f"37{NBSP}±{NBSP}0.5{NBSP}°C"
    assert value_text(span, "vi") == f"30–45{NBSP}phút"
    assert value_text(span, "en") == f"30–45{NBSP}min"
    assert value_text(least, "vi") == f"≥{NBSP}80{NBSP}%"
    assert value_text({"comparator": "=", "value": "400", "unit": "×g"}, "vi") == "400×g"
