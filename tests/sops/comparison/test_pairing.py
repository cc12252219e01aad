"""Which block of a document is which block of the one before it, and which of them moved."""

from __future__ import annotations

import copy

from sops.comparison.compare import compare
from sops.comparison.pairing import Pairing
from tests.sops.comparison.documents import document, section, step, table


def test_a_rewritten_block_with_the_same_id_is_changed() -> None:
    old = document(section("手順", step("手袋を交換する。"), step("容器を密閉する。")))
    new = copy.deepcopy(old)
    new["blocks"][1]["text"] = "遠心機の蓋を閉めてから運転を始める。"

    assert [(c.kind, c.path_old, c.path_new) for c in compare(old, new, same_ids=True)] == [
        ("changed", f"{old['blocks'][1]['id']}.text", f"{old['blocks'][1]['id']}.text")
    ]


def test_a_subsection_in_another_section_is_moved() -> None:
    part = section("機器の準備", step("電源を入れる。"), step("校正する。"), level=2)
    rest = [section("洗浄", step("洗浄する。"), level=2), section("分離"), section("播種", step("播種する。"), level=2)]
    old = document(section("準備"), part, *rest)
    new = document(section("準備"), *rest, part)

    assert [(c.kind, c.new) for c in compare(old, new)] == [("moved", "機器の準備")]


def test_swapped_steps_are_moved_and_critical() -> None:
    old = document(
        section("手順", step("手袋を交換する。"), step("容器を密閉する。"), step("遠心分離する。"), step("記録する。"))
    )
    new = copy.deepcopy(old)
    new["blocks"][2:4] = [new["blocks"][3], new["blocks"][2]]

    assert [(c.kind, c.class_) for c in compare(old, new)] == [("moved", "critical")]


def pairs(old, new, same_ids: bool | None = None) -> tuple[bool, dict[int, int]]:
    found = Pairing(old, new, same_ids)
    return found.by_id, found.new_of


def test_blocks_are_looked_for_in_the_section_that_is_the_same() -> None:
    old = document(section("準備", step("記録する。")), section("工程", step("測定する。"), step("記録する。")))
    new = document(section("工程", step("測定する。"), step("記録する。")), section("準備", step("記録する。")))

    assert pairs(old, new)[1] == {0: 3, 1: 4, 2: 0, 3: 1, 4: 2}


def test_ids_are_trusted_where_they_stand_for_the_same_blocks() -> None:
    old = document(section("手順", *(step(f"容器{n}を密閉してから棚に置く。") for n in range(5))))
    alike, foreign = copy.deepcopy(old), copy.deepcopy(old)
    alike["blocks"][1]["text"] = "遠心機の蓋を開ける。"
    for block in foreign["blocks"][1:]:
        block["text"] = "遠心機の蓋を開ける。"

    assert [pairs(old, new)[0] for new in (alike, foreign)] == [True, False]
    assert pairs(old, foreign, same_ids=True)[0]


def test_what_a_text_may_refer_to_is_known_by_its_new_number() -> None:
    body = [section("工程", step("測る。"), step("記録する。"), table(["項目"], ["温度"], caption="表1　基準"))]
    added = table(["品名"], ["PBS"], caption="表1　試薬")
    first = step("手を洗う。")
    new = copy.deepcopy(body[0])
    new[-1]["caption"] = "表2　基準"
    numbers = Pairing(document(*body), document(section("試薬", added), [new[0], *first, *new[1:]]), None).numbers

    assert (numbers.sections, numbers.tables) == ({"1": "2"}, {"1": "2"})
    assert numbers.steps == {("1", "1"): ("2", "2"), ("1", "2"): ("2", "3")}


def test_a_new_heading_above_steps_moves_none_of_them() -> None:
    steps = [step("測定する。"), step("記録する。")]
    old, new = document(section("工程", *steps)), document(section("工程"), section("測定", *steps, level=2))

    assert Pairing(old, new, None).moved() == set()
